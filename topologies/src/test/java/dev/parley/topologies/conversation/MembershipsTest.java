package dev.parley.topologies.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Action;
import dev.parley.schemas.AddMember;
import dev.parley.schemas.ChangeRole;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.MemberAdded;
import dev.parley.schemas.MemberRemoved;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.MemberRoleChanged;
import dev.parley.schemas.RemoveMember;
import dev.parley.topologies.machine.TimerQueue;
import dev.parley.topologies.store.InMemoryKeyValues;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may add, remove and promote whom: al owns the group, ad is an admin, mo a moderator, bo and cy participants. */
class MembershipsTest {
    private static final String TEAM = "g:team";

    private final Chat chat = new Chat();
    private int actions;

    @BeforeEach
    void begin() {
        chat.send(Chat.createGroup("team", "al", GroupAccess.PRIVATE, null));
        chat.send(by("al", new AddMember("ad", MemberRole.ADMIN)));
        chat.send(by("al", new AddMember("mo", MemberRole.MODERATOR)));
        chat.send(by("al", new AddMember("bo", MemberRole.PARTICIPANT)));
        chat.send(by("al", new AddMember("cy", MemberRole.PARTICIPANT)));
    }

    @Test
    void addsAMemberWhoMayWriteAtOnce() {
        var event =
                chat.send(by("ad", new AddMember("di", MemberRole.PARTICIPANT))).event();
        assertEquals("ad", event.getActor());
        var added = assertInstanceOf(MemberAdded.class, event.getBody());
        assertEquals(6, added.getMemberCount());
        chat.send(Chat.text(TEAM, "di", "say", "hi")).accepted();
    }

    @Test
    void leavesAMemberOfThatRoleAsItIs() {
        var again = chat.send(by("al", new AddMember("bo", MemberRole.PARTICIPANT)));
        assertTrue(again.events().isEmpty());
        assertEquals(6, again.accepted().getLastSeq());
        assertEquals("already-a-member", refusal(by("al", new AddMember("bo", MemberRole.MODERATOR))));
    }

    @Test
    void removesAMemberWhoseNextMessageIsRefused() {
        chat.send(Chat.text(TEAM, "bo", "1", "hi")).accepted();
        var event = chat.send(by("mo", new RemoveMember("bo"))).event();
        assertEquals(4, assertInstanceOf(MemberRemoved.class, event.getBody()).getMemberCount());
        assertEquals("group-not-found", refusal(Chat.text(TEAM, "bo", "2", "hi")));
        assertEquals("member-not-found", refusal(by("mo", new RemoveMember("bo"))));
        var back =
                chat.send(by("al", new AddMember("bo", MemberRole.PARTICIPANT))).event();
        assertEquals(5, ((MemberAdded) back.getBody()).getMemberCount());
        chat.send(Chat.text(TEAM, "bo", "3", "hi")).accepted();
    }

    @Test
    void givesAMemberTheRightsOfItsNewRole() {
        assertEquals("not-permitted", refusal(by("bo", new RemoveMember("cy"))));
        var event =
                chat.send(by("ad", new ChangeRole("bo", MemberRole.MODERATOR))).event();
        assertEquals(
                MemberRole.MODERATOR,
                assertInstanceOf(MemberRoleChanged.class, event.getBody()).getRole());
        var same = chat.send(by("al", new ChangeRole("bo", MemberRole.MODERATOR)));
        assertTrue(same.events().isEmpty());
        chat.send(by("bo", new RemoveMember("cy"))).accepted();
    }

    @ParameterizedTest
    @CsvSource({
        "mo, ed, PARTICIPANT, not-permitted",
        "bo, ed, PARTICIPANT, not-permitted",
        "ed, ed, PARTICIPANT, group-not-found",
        "ad, ed, ADMIN, not-permitted",
        "ad, ed, OWNER, not-permitted",
        "al, ed, OWNER, not-permitted"
    })
    void addsNobodyWith(String actor, String user, MemberRole role, String code) {
        assertEquals(code, refusal(by(actor, new AddMember(user, role))));
    }

    @ParameterizedTest
    @CsvSource({
        "bo, cy, not-permitted",
        "mo, ad, not-permitted",
        "mo, mo, not-permitted",
        "ad, al, not-permitted",
        "al, al, not-permitted",
        "al, ed, member-not-found",
        "ed, bo, group-not-found"
    })
    void removesNobodyAs(String actor, String user, String code) {
        assertEquals(code, refusal(by(actor, new RemoveMember(user))));
    }

    @ParameterizedTest
    @CsvSource({
        "mo, bo, MODERATOR, not-permitted",
        "ad, bo, ADMIN, not-permitted",
        "ad, ad, MODERATOR, not-permitted",
        "ad, al, PARTICIPANT, not-permitted",
        "al, al, ADMIN, not-permitted",
        "al, bo, OWNER, not-permitted",
        "al, ed, ADMIN, member-not-found",
        "ed, bo, ADMIN, group-not-found"
    })
    void changesNoRoleAs(String actor, String user, MemberRole role, String code) {
        assertEquals(code, refusal(by(actor, new ChangeRole(user, role))));
    }

    @Test
    void refusesTheBanned() {
        var state = new InMemoryKeyValues();
        var other = new Chat(state);
        other.send(Chat.createGroup("team", "al", GroupAccess.PUBLIC, null));
        new ConversationState(state, Chat.TENANT, TEAM, new TimerQueue())
                .members()
                .setBan("di", Chat.BEGIN + 1_000, null);
        var add = List.of(
                by("al", new AddMember("di", MemberRole.PARTICIPANT)),
                by("al", new AddMember("di", MemberRole.PARTICIPANT)));
        assertEquals("banned", other.send(add.getFirst()).rejected().getCode());
        other.pass(1_000);
        other.send(add.getLast()).accepted();
    }

    private Action by(String actor, Object body) {
        return Chat.action(TEAM, actor, "a" + actions++, body);
    }

    private String refusal(Action action) {
        return chat.send(action).rejected().getCode();
    }
}
