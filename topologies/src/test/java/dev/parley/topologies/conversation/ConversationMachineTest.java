package dev.parley.topologies.conversation;

import static dev.parley.topologies.conversation.Chat.action;
import static dev.parley.topologies.conversation.Chat.createGroup;
import static dev.parley.topologies.conversation.Chat.join;
import static dev.parley.topologies.conversation.Chat.reply;
import static dev.parley.topologies.conversation.Chat.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Action;
import dev.parley.schemas.EditMessage;
import dev.parley.schemas.Event;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.GroupCreated;
import dev.parley.schemas.LeaveGroup;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberLeft;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.Target;
import dev.parley.schemas.Tick;
import dev.parley.topologies.store.InMemoryKeyValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;

class ConversationMachineTest {
    private final InMemoryKeyValues state = new InMemoryKeyValues();
    private final Chat chat = new Chat(state);

    @Test
    void numbersTheEventsOfAConversationFromOne() {
        assertEquals(1, chat.send(text("d:al:bo", "al", "a", "hi")).event().getSeq());
        assertEquals(2, chat.send(text("d:al:bo", "bo", "a", "ho")).event().getSeq());
        assertEquals(1, chat.send(text("d:al:cy", "al", "b", "hi")).event().getSeq());
    }

    @Test
    void answersARetryWithTheSameEventAndSendsNoOther() {
        var first = chat.send(text("d:al:bo", "al", "a", "hi"));
        chat.pass(Duration.ofHours(23));
        var again = chat.send(text("d:al:bo", "al", "a", "hi"));

        assertTrue(again.events().isEmpty());
        assertEquals(first.accepted(), again.accepted());
        assertEquals(first.event(), chat.eventIn(again.accepted()));
    }

    @Test
    void refusesAnotherBodyUnderTheSameActionId() {
        chat.send(text("d:al:bo", "al", "a", "hi"));
        var other = chat.send(text("d:al:bo", "al", "a", "ho"));

        assertEquals("action-id-reused", other.rejected().getCode());
        assertTrue(other.events().isEmpty());
    }

    @Test
    void tellsTheActionsOfTwoActorsApart() {
        chat.send(text("d:al:bo", "al", "a", "hi"));
        assertEquals(2, chat.send(text("d:al:bo", "bo", "a", "hi")).event().getSeq());
    }

    @Test
    void forgetsAnActionAfterADayWhetherPurgedOrNot() {
        chat.send(text("d:al:bo", "al", "a", "hi"));
        chat.pass(Duration.ofHours(24));
        assertEquals(2, chat.send(text("d:al:bo", "al", "a", "hi")).event().getSeq());
    }

    @Test
    void purgesWhatHasExpired() {
        for (var i = 0; i < 100; i++) {
            chat.send(text("d:al:bo", "al", "a" + i, "hi"));
        }
        var full = state.size();
        chat.pass(Duration.ofHours(25));
        for (var i = 0; i < 100; i++) {
            chat.raw(new Action("", "", null, "", null, null, null, null, null, null, new Tick()));
        }
        assertTrue(full > 300, "300 entries of 100 messages, but " + full);
        assertEquals(2, state.size(), "only the clock and the head are left");
    }

    @Test
    void refusesWhoeverIsNotNamedInADirectConversation() {
        assertEquals(
                "not-a-member",
                chat.send(text("d:al:bo", "cy", "a", "hi")).rejected().getCode());
    }

    @Test
    void beginsAGroupWithItsOwnerAsMember() {
        var created = chat.send(createGroup("team", "al", GroupAccess.PUBLIC, null));

        assertInstanceOf(GroupCreated.class, created.events().get(0).getBody());
        assertEquals("al", ((MemberJoined) created.events().get(1).getBody()).getUser());
        assertEquals(1, created.accepted().getFirstSeq());
        assertEquals(2, created.accepted().getLastSeq());
        assertEquals(3, chat.send(text("g:team", "al", "a", "hi")).event().getSeq());
    }

    @Test
    void refusesASecondGroupOfTheSameId() {
        chat.send(createGroup("team", "al", GroupAccess.PUBLIC, null));
        assertEquals(
                "group-exists",
                chat.send(createGroup("team", "bo", GroupAccess.PUBLIC, null))
                        .rejected()
                        .getCode());
    }

    @Test
    void letsOnlyMembersSpeak() {
        chat.send(createGroup("team", "al", GroupAccess.PUBLIC, null));
        assertEquals(
                "not-a-member",
                chat.send(text("g:team", "bo", "a", "hi")).rejected().getCode());
        chat.send(join("team", "bo", "j", null));
        var said = chat.send(text("g:team", "bo", "b", "hi"));

        assertEquals(4, said.event().getSeq());
        assertEquals(1, said.event().getMessageNo());
        assertInstanceOf(MessageCreated.class, said.event().getBody());
    }

    @Test
    void remembersARefusalAsItRemembersAnAcceptance() {
        chat.send(createGroup("team", "al", GroupAccess.PUBLIC, null));
        chat.send(text("g:team", "bo", "a", "hi"));
        chat.send(join("team", "bo", "j", null));
        assertEquals(
                "not-a-member",
                chat.send(text("g:team", "bo", "a", "hi")).rejected().getCode());
    }

    @Test
    void opensAGroupToWhoeverKnowsThePassword() {
        chat.send(createGroup("team", "al", GroupAccess.PASSWORD, "key"));
        assertEquals(
                "password-wrong",
                chat.send(join("team", "bo", "1", "other")).rejected().getCode());
        assertEquals(
                "password-wrong",
                chat.send(join("team", "bo", "2", null)).rejected().getCode());
        assertEquals(3, chat.send(join("team", "bo", "3", "key")).event().getSeq());
    }

    @Test
    void keepsAPrivateGroupClosed() {
        chat.send(createGroup("team", "al", GroupAccess.PRIVATE, null));
        assertEquals(
                "group-not-found",
                chat.send(join("team", "bo", "1", null)).rejected().getCode());
        assertEquals(
                "group-not-found",
                chat.send(join("none", "bo", "1", null)).rejected().getCode());
    }

    @Test
    void countsMembersAsTheyComeAndGo() {
        chat.send(createGroup("team", "al", GroupAccess.PUBLIC, null));
        chat.send(join("team", "bo", "1", null));
        assertEquals(
                "already-a-member",
                chat.send(join("team", "bo", "2", null)).rejected().getCode());
        var left = chat.send(action("g:team", "bo", "3", new LeaveGroup()));

        assertEquals(1, ((MemberLeft) left.event().getBody()).getMemberCount());
        assertEquals(
                "not-a-member",
                chat.send(text("g:team", "bo", "4", "hi")).rejected().getCode());
        assertEquals(
                "owner-cannot-leave",
                chat.send(action("g:team", "al", "5", new LeaveGroup()))
                        .rejected()
                        .getCode());
    }

    @Test
    void takesRepliesToKnownMessagesOnly() {
        var first = chat.send(text("d:al:bo", "al", "a", "hi"));
        var id = ((MessageCreated) first.event().getBody()).getMessageId();

        assertEquals(2, chat.send(reply("d:al:bo", "bo", "b", "ho", id)).event().getSeq());
        var dead = chat.send(reply("d:al:bo", "bo", "c", "ho", UUID.randomUUID().toString()));
        assertEquals("reply-to-unknown", dead.rejected().getCode());
        assertEquals("replyToId", dead.rejected().getField());
        assertEquals(
                "reply-to-unknown",
                chat.send(reply("d:al:cy", "al", "d", "ho", id)).rejected().getCode());
    }

    @Test
    void takesARepliesTargetFromTheEdgeOnceItsOwnFactsHaveExpired() {
        var first = chat.send(text("d:al:bo", "al", "a", "hi"));
        var id = ((MessageCreated) first.event().getBody()).getMessageId();
        chat.pass(Duration.ofHours(24));
        assertEquals(
                "reply-to-unknown",
                chat.send(reply("d:al:bo", "bo", "b", "ho", id)).rejected().getCode());

        var told = Action.newBuilder(reply("d:al:bo", "bo", "c", "ho", id))
                .setTarget(new Target(id, 1L, "al", 1L, false, null, false, 0, 0L, 0L, 0L, null, false, false))
                .build();
        assertEquals(2, chat.send(told).event().getSeq());

        var other = UUID.randomUUID().toString();
        var thread = PostMessage.newBuilder((PostMessage) told.getBody()).setParentId(other);
        var both = Action.newBuilder(told)
                .setActionId("d")
                .setBody(thread.build())
                .setParentTarget(new Target(other, 2L, "bo", 2L, false, null, false, 0, 0L, 0L, 0L, null, false, false))
                .build();
        assertEquals(3, chat.send(both).event().getSeq());
    }

    @Test
    void neverLetsTimeGoBack() {
        chat.pass(Duration.ofHours(1));
        var late = chat.send(text("d:al:bo", "al", "a", "hi")).event();
        chat.pass(-Duration.ofMinutes(5).toMillis());
        assertEquals(
                late.getAt(),
                chat.send(text("d:al:bo", "al", "b", "hi")).event().getAt());
    }

    @Test
    void keepsSeqsAndIdsMonotoneWhateverTheClockDoes() {
        var seqs = new ArrayList<Long>();
        var times = new ArrayList<Long>();
        for (var minutes : List.of(0, 5, -5, -5, 10, -1, 0)) {
            chat.pass(minutes * 60_000L);
            var event =
                    chat.send(text("d:al:bo", "al", "id-" + seqs.size(), "hi")).event();
            seqs.add(event.getSeq());
            var id = UUID.fromString(((MessageCreated) event.getBody()).getMessageId());
            times.add(id.getMostSignificantBits() >>> 16);
        }
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L), seqs);
        assertEquals(times.stream().sorted().toList(), times);
    }

    @Test
    void makesMessageIdsOfVersionSevenThatSortByTime() {
        var first = chat.send(text("d:al:bo", "al", "a", "hi")).event();
        chat.pass(1);
        var second = chat.send(text("d:al:bo", "al", "b", "hi")).event();
        var id = ((MessageCreated) first.getBody()).getMessageId();

        assertEquals(7, UUID.fromString(id).version());
        assertEquals(2, UUID.fromString(id).variant());
        assertTrue(id.compareTo(((MessageCreated) second.getBody()).getMessageId()) < 0);
        assertNotEquals(first.getEventId(), second.getEventId());
    }

    @Test
    void turnsADefectIntoAnAnswerAndChangesNothing() {
        chat.send(text("d:al:bo", "al", "a", "hi"));
        var before = state.size();
        var broken = chat.raw(Action.newBuilder(text("d:al:bo", "al", "b", "hi"))
                .setActor(null)
                .build());

        assertTrue(broken.defect().isPresent());
        assertEquals(1, broken.outputs().size());
        assertEquals(before, state.size());
    }

    @Test
    void keepsAFactByItsOwnTimeWhenALaterActionRefreshedIt() {
        var id = messageId(chat.send(text("d:al:bo", "al", "a", "hi")).event());
        chat.pass(Duration.ofHours(20));
        var content = MessageContent.newBuilder().setText("ho").build();
        chat.send(action("d:al:bo", "al", "e", new EditMessage(id, List.of("text"), content, null)));
        chat.pass(Duration.ofHours(5));
        purge(4);
        assertEquals(3, chat.send(reply("d:al:bo", "bo", "b", "ho", id)).event().getSeq());
        chat.pass(Duration.ofHours(20));
        assertEquals(
                "reply-to-unknown",
                chat.send(reply("d:al:bo", "bo", "c", "ho", id)).rejected().getCode());
    }

    @Test
    void refusesANewActionForWhatTheEdgeFoundButAnswersARetryAsBefore() {
        var action = text("d:al:bo", "al", "a", "hi");
        var first = chat.send(action);
        var retry = chat.send(refusedByTheEdge(action));
        assertEquals(first.accepted(), retry.accepted());
        var other = chat.send(refusedByTheEdge(text("d:al:bo", "al", "b", "hi")));
        assertEquals("receiver-inactive", other.rejected().getCode());
        assertEquals("receiver", other.rejected().getField());
        assertTrue(other.events().isEmpty());
    }

    @Test
    void leavesAnActionOfALaterVersionToThatVersion() {
        var unknown = SchemaBuilder.record("Whistle")
                .namespace("dev.parley.schemas")
                .fields()
                .endRecord();
        var body = new GenericData.Record(unknown);
        var early = chat.send(action("d:al:bo", "al", "a", body));
        assertEquals("action-unsupported", early.rejected().getCode());
        // Once this process knows the action it decides the retry.
        assertEquals(1, chat.send(text("d:al:bo", "al", "a", "hi")).event().getSeq());
    }

    private void purge(int records) {
        for (var i = 0; i < records; i++) {
            chat.raw(new Action("", "", null, "", null, null, null, null, null, null, new Tick()));
        }
    }

    private static Action refusedByTheEdge(Action action) {
        return Action.newBuilder(action).setRefusal("receiver-inactive").build();
    }

    private static String messageId(Event event) {
        return ((MessageCreated) event.getBody()).getMessageId();
    }
}
