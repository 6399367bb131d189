package dev.parley.topologies.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.ChangeRole;
import dev.parley.schemas.CreateGroup;
import dev.parley.schemas.EditMessage;
import dev.parley.schemas.Event;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.GroupCreated;
import dev.parley.schemas.GroupUpdated;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.MessageEdited;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.ScheduleMessage;
import dev.parley.schemas.UpdateGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may mention everybody at once, and when a message does. */
class MentionsTest {
    private static final String ALL = "@all";

    private final Team team = new Team(GroupAccess.PUBLIC);

    @ParameterizedTest
    @CsvSource(textBlock = """
            OWNER,       true, false, false, false
            ADMIN,       true, true,  false, false
            MODERATOR,   true, true,  true,  false
            PARTICIPANT, true, true,  true,  true
            """)
    void letsMembersOfARoleAndAboveMentionEverybody(
            MemberRole from, boolean owner, boolean admin, boolean moderator, boolean participant) {
        set(from);
        assertEquals(owner, callsAll("ow"));
        assertEquals(admin, callsAll("ad"));
        assertEquals(moderator, callsAll("mo"));
        assertEquals(participant, callsAll("al"));
    }

    @Test
    void letsEveryMemberMentionEverybodyWhereTheGroupSaysNothing() {
        assertTrue(callsAll("al"));
        set(MemberRole.ADMIN);
        set(null);
        assertTrue(callsAll("al"));
    }

    @Test
    void letsAMessageThroughThatMentionsEverybodyInVain() {
        set(MemberRole.ADMIN);
        var said = team.asks("al", post(List.of("bo", ALL)));
        assertFalse(created(said.event()).getMentionsAll());
        assertEquals(List.of("bo", ALL), mentions(said.event()));
    }

    @Test
    void mentionsNobodyElseThanWhoIsNamed() {
        assertFalse(created(team.event("ow", post(List.of("al", "all")))).getMentionsAll());
    }

    @Test
    void letsEitherOfTheTwoMentionAllInADirectConversation() {
        var event = team.chat
                .send(Chat.action("d:al:bo", "bo", "1", post(List.of(ALL))))
                .event();
        assertTrue(created(event).getMentionsAll());
    }

    @Test
    void decidesByTheRoleOfThatMoment() {
        set(MemberRole.MODERATOR);
        assertFalse(callsAll("al"));
        team.asks("ow", new ChangeRole("al", MemberRole.MODERATOR));
        assertTrue(callsAll("al"));
    }

    @Test
    void showsWhoMayMentionEverybodyWhenAGroupBeginsAndChanges() {
        var create = CreateGroup.newBuilder()
                .setName("Quiet")
                .setAccess(GroupAccess.PUBLIC)
                .setMentionAllFrom(MemberRole.OWNER)
                .build();
        var began = (GroupCreated) team.chat
                .send(Chat.action("g:quiet", "ow", "c", create))
                .event()
                .getBody();
        assertEquals(MemberRole.OWNER, began.getMentionAllFrom());
        var changed = (GroupUpdated) set(MemberRole.ADMIN).getBody();
        assertEquals(List.of("mentionAllFrom"), changed.getFields());
        assertEquals(MemberRole.ADMIN, changed.getMentionAllFrom());
        assertEquals(MemberRole.PARTICIPANT, ((GroupUpdated) set(null).getBody()).getMentionAllFrom());
    }

    @Test
    void keepsWhoMayMentionEverybodyWhereSomethingElseChanges() {
        set(MemberRole.ADMIN);
        team.asks(
                "ow",
                UpdateGroup.newBuilder()
                        .setFields(List.of("name"))
                        .setName("New")
                        .build());
        assertFalse(callsAll("al"));
    }

    @Test
    void doesNotLetModeratorsChangeWhoMay() {
        assertEquals("not-permitted", team.refusal("mo", update(MemberRole.OWNER)));
    }

    @Test
    void decidesAgainWhereAnEditNamesMentions() {
        var id = created(team.event("al", post(List.of(ALL)))).getMessageId();
        assertFalse(edited(id, List.of("mentions"), List.of("bo")).getMentionsAll());
        assertTrue(edited(id, List.of("mentions", "text"), List.of(ALL)).getMentionsAll());
        set(MemberRole.ADMIN);
        assertFalse(edited(id, List.of("mentions"), List.of(ALL)).getMentionsAll());
    }

    @Test
    void saysNothingOfMentionsWhereAnEditDoesNotNameThem() {
        var id = created(team.event("al", post(List.of(ALL)))).getMessageId();
        assertFalse(edited(id, List.of("text"), List.of(ALL)).getMentionsAll());
    }

    @Test
    void decidesWhenAScheduledMessageIsSent() {
        var at = Instant.ofEpochMilli(team.chat.now() + 60_000);
        team.asks("al", new ScheduleMessage(at, post(List.of(ALL))));
        set(MemberRole.ADMIN);
        team.chat.pass(Duration.ofMinutes(2));
        assertFalse(created(team.chat.tick().getFirst()).getMentionsAll());
    }

    @Test
    void answersARetryWithWhatWasDecidedFirst() {
        var action = Chat.action(Team.TEAM, "al", "again", post(List.of(ALL)));
        var first = team.chat.send(action);
        set(MemberRole.ADMIN);
        var retry = team.chat.send(action);
        assertTrue(retry.events().isEmpty());
        assertEquals(first.event(), team.chat.eventIn(retry.accepted()));
    }

    private Event set(@Nullable MemberRole from) {
        return team.event("ow", update(from));
    }

    private static UpdateGroup update(@Nullable MemberRole from) {
        return UpdateGroup.newBuilder()
                .setFields(List.of("mentionAllFrom"))
                .setMentionAllFrom(from)
                .build();
    }

    private boolean callsAll(String user) {
        return created(team.event(user, post(List.of(ALL)))).getMentionsAll();
    }

    private MessageEdited edited(String id, List<String> fields, List<String> mentions) {
        var content =
                MessageContent.newBuilder().setText("new").setMentions(mentions).build();
        return (MessageEdited)
                team.event("al", new EditMessage(id, fields, content, null)).getBody();
    }

    private static PostMessage post(List<String> mentions) {
        var content =
                MessageContent.newBuilder().setText("hi").setMentions(mentions).build();
        return PostMessage.newBuilder().setContent(content).build();
    }

    private static MessageCreated created(Event event) {
        return (MessageCreated) event.getBody();
    }

    private static List<String> mentions(Event event) {
        return ((MessageContent) event.getContent()).getMentions();
    }
}
