package dev.parley.topologies.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Action;
import dev.parley.schemas.AddMember;
import dev.parley.schemas.DeleteGroup;
import dev.parley.schemas.DeleteMessage;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.GroupCreated;
import dev.parley.schemas.GroupDeleted;
import dev.parley.schemas.GroupOwnerChanged;
import dev.parley.schemas.GroupUpdated;
import dev.parley.schemas.LeaveGroup;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.TransferOwnership;
import dev.parley.schemas.UpdateGroup;
import dev.parley.topologies.machine.TimerQueue;
import dev.parley.topologies.store.InMemoryKeyValues;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a group shows, who may join, who owns it, and how it ends. */
class GroupChangesTest {
    private static final String TEAM = "g:team";

    private final Chat chat = new Chat();
    private int actions;

    @BeforeEach
    void begin() {
        chat.send(Chat.createGroup("team", "al", GroupAccess.PUBLIC, null));
        chat.send(Chat.join("team", "bo", "j", null));
    }

    @Test
    void namesTheChangedFieldsOnly() {
        var event = chat.send(by("al", name("New", null))).event();
        assertEquals(4, event.getSeq());
        var body = assertInstanceOf(GroupUpdated.class, event.getBody());
        assertEquals(List.of("name"), body.getFields());
        assertEquals("New", body.getName());
    }

    @Test
    void takesAChangeOfTheVersionThatTheClientSawOnly() {
        assertEquals("version-conflict", refusal(by("al", name("x", 3L))));
        assertEquals(4, chat.send(by("al", name("x", 1L))).event().getSeq());
        assertEquals("version-conflict", refusal(by("al", name("y", 1L))));
        assertEquals(5, chat.send(by("al", name("y", 4L))).event().getSeq());
    }

    @Test
    void letsAdminsAndTheOwnerUpdate() {
        assertEquals("not-permitted", refusal(by("bo", name("x", null))));
        assertEquals("not-a-member", refusal(by("cy", name("x", null))));
        chat.send(by("al", new AddMember("di", MemberRole.ADMIN)));
        assertEquals(5, chat.send(by("di", name("x", null))).event().getSeq());
    }

    @Test
    void asksForThePasswordThatAChangeSets() {
        chat.send(by("al", access(GroupAccess.PASSWORD, "secret")));
        assertEquals("password-wrong", refusal(Chat.join("team", "cy", "1", "wrong")));
        chat.send(Chat.join("team", "cy", "2", "secret")).accepted();
        chat.send(by("al", access(GroupAccess.PUBLIC, null)));
        chat.send(Chat.join("team", "di", "3", null)).accepted();
        chat.send(by("al", access(GroupAccess.PRIVATE, null)));
        assertEquals("group-not-found", refusal(Chat.join("team", "ed", "4", null)));
        assertEquals("group-not-found", refusal(by("ed", name("x", null))));
        assertEquals("group-not-found", refusal(by("ed", new DeleteGroup())));
    }

    @Test
    void keepsAWordOfThePasswordOutOfTheEvent() {
        var event = chat.send(by("al", access(GroupAccess.PASSWORD, "secret"))).event();
        assertEquals(List.of("access"), ((GroupUpdated) event.getBody()).getFields());
        assertTrue(!event.toString().contains("secret"), event.toString());
    }

    @Test
    void handsAGroupOver() {
        assertEquals("not-permitted", refusal(by("bo", new TransferOwnership("bo"))));
        assertEquals("member-not-found", refusal(by("al", new TransferOwnership("cy"))));
        var event = chat.send(by("al", new TransferOwnership("bo"))).event();
        var body = assertInstanceOf(GroupOwnerChanged.class, event.getBody());
        assertEquals("bo", body.getOwner());
        assertEquals("al", body.getFormerOwner());
        assertEquals("version-conflict", refusal(by("al", name("x", 1L))));
        assertEquals(5, chat.send(by("al", name("x", 4L))).event().getSeq());
        assertEquals("not-permitted", refusal(by("al", new DeleteGroup())));
        assertEquals("owner-cannot-leave", refusal(by("bo", new LeaveGroup())));
        chat.send(by("al", new LeaveGroup())).accepted();
    }

    @Test
    void changesNothingWhereTheOwnerIsTheOwner() {
        var unchanged = chat.send(by("al", new TransferOwnership("al")));
        assertTrue(unchanged.events().isEmpty());
        assertEquals(3, unchanged.accepted().getLastSeq());
        assertEquals(4, unchanged.accepted().getFirstSeq());
    }

    @Test
    void endsEveryMembershipWithTheGroup() {
        assertEquals("not-permitted", refusal(by("bo", new DeleteGroup())));
        var deletion = by("al", new DeleteGroup());
        var deleted = chat.send(deletion);
        assertInstanceOf(GroupDeleted.class, deleted.event().getBody());
        assertEquals(deleted.accepted(), chat.send(deletion).accepted());
        for (var user : List.of("al", "bo")) {
            assertEquals("group-not-found", refusal(Chat.text(TEAM, user, "late-" + user, "x")));
            assertEquals("group-not-found", refusal(by(user, new LeaveGroup())));
            assertEquals("group-not-found", refusal(by(user, new DeleteGroup())));
        }
        assertEquals("group-not-found", refusal(Chat.join("team", "cy", "j", null)));
    }

    @Test
    void beginsAGroupOfTheSameIdWithoutTheMembersAndMessagesOfTheFormer() {
        var old = messageIdOf(Chat.text(TEAM, "al", "say", "old"));
        chat.send(by("al", new DeleteGroup()));
        var created = chat.send(Chat.createGroup("team", "cy", GroupAccess.PUBLIC, null));
        assertEquals(6, created.event().getSeq());
        assertEquals(1, created.event().getMessageNo());
        assertTrue(((GroupCreated) created.event().getBody()).getIncarnation() > 1);
        assertEquals("not-a-member", refusal(Chat.text(TEAM, "al", "say2", "x")));
        assertEquals("message-not-found", refusal(by("cy", new DeleteMessage(old))));
        chat.send(Chat.join("team", "al", "again", null));
        assertEquals("message-not-found", refusal(by("al", new DeleteMessage(old))));
        assertEquals("reply-to-unknown", refusal(Chat.reply(TEAM, "al", "r", "hi", old)));
        var fresh = messageIdOf(Chat.text(TEAM, "al", "say3", "new"));
        chat.send(by("al", new DeleteMessage(fresh))).accepted();
    }

    @Test
    void beginsAGroupOfTheSameIdWithoutPins() {
        var state = new InMemoryKeyValues();
        var other = new Chat(state);
        other.send(Chat.createGroup("team", "al", GroupAccess.PUBLIC, null));
        new ConversationState(state, Chat.TENANT, TEAM, new TimerQueue())
                .messages()
                .setPinned(3);
        other.send(by("al", new DeleteGroup())).accepted();
        assertEquals(
                0,
                new ConversationState(state, Chat.TENANT, TEAM, new TimerQueue())
                        .messages()
                        .pinned());
    }

    private String messageIdOf(Action action) {
        return ((MessageCreated) chat.send(action).event().getBody()).getMessageId();
    }

    private Action by(String actor, Object body) {
        return Chat.action(TEAM, actor, "a" + actions++, body);
    }

    private String refusal(Action action) {
        return chat.send(action).rejected().getCode();
    }

    private static UpdateGroup name(String name, @Nullable Long version) {
        return UpdateGroup.newBuilder()
                .setFields(List.of("name"))
                .setName(name)
                .setVersion(version)
                .build();
    }

    private static UpdateGroup access(GroupAccess access, @Nullable String password) {
        var key = password == null ? null : ByteBuffer.wrap(password.getBytes(StandardCharsets.UTF_8));
        return UpdateGroup.newBuilder()
                .setFields(List.of("access"))
                .setAccess(access)
                .setPasswordKey(key)
                .build();
    }
}
