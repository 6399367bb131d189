package dev.parley.topologies.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Action;
import dev.parley.schemas.BlockUser;
import dev.parley.schemas.DeleteMessage;
import dev.parley.schemas.EditMessage;
import dev.parley.schemas.Event;
import dev.parley.schemas.FriendAccepted;
import dev.parley.schemas.FriendRemoved;
import dev.parley.schemas.FriendRequested;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.RemoveFriend;
import dev.parley.schemas.RequestFriend;
import dev.parley.schemas.UnblockUser;
import dev.parley.schemas.UserBlocked;
import dev.parley.schemas.UserUnblocked;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Blocks and friendships of the two of a direct conversation. */
class RelationsTest {
    private static final String DIRECT = "d:al:bo";

    private final Chat chat = new Chat();
    private int actions;

    @Test
    void blocksBeforeAnythingWasSaid() {
        var blocked = send("al", new BlockUser("bo"));
        assertEquals(new UserBlocked("bo"), blocked.event().getBody());
        assertEquals("al", blocked.event().getActor());
        assertEquals(1, blocked.event().getSeq());
        assertEquals(0, blocked.event().getMessageNo());
        assertEquals("blocked", refusal(text("bo")));
    }

    @Test
    void refusesOnlyTheBlockedOneAndOnlyUntilUnblocked() {
        var message = idOf(chat.send(text("bo")).event());
        var other = idOf(chat.send(text("al")).event());
        send("al", new BlockUser("bo"));
        assertEquals("blocked", refusal(text("bo")));
        assertEquals("blocked", refusal(edit("bo", message)));
        chat.send(text("al")).accepted();
        chat.send(edit("al", other)).accepted();
        // What is one's own can still be taken back.
        chat.send(action("bo", new DeleteMessage(message))).accepted();
        chat.pass(Duration.ofDays(30));
        assertEquals("blocked", refusal(text("bo")));
        assertEquals(
                new UserUnblocked("bo"),
                send("al", new UnblockUser("bo")).event().getBody());
        chat.send(text("bo")).accepted();
    }

    @Test
    void blocksInTheOtherDirectionToo() {
        send("bo", new BlockUser("al"));
        assertEquals("blocked", refusal(text("al")));
        chat.send(text("bo")).accepted();
        send("al", new BlockUser("bo"));
        assertEquals("blocked", refusal(text("bo")));
        send("bo", new UnblockUser("al"));
        assertEquals("blocked", refusal(text("bo")));
        chat.send(text("al")).accepted();
    }

    @Test
    void changesNothingTwice() {
        unchanged("al", new UnblockUser("bo"), 0);
        send("al", new BlockUser("bo"));
        unchanged("al", new BlockUser("bo"), 1);
        send("al", new UnblockUser("bo"));
        unchanged("al", new UnblockUser("bo"), 2);
        unchanged("al", new RemoveFriend("bo"), 2);
        send("al", new RequestFriend("bo"));
        unchanged("al", new RequestFriend("bo"), 3);
    }

    @Test
    void becomesFriendsWhereBothAsk() {
        assertEquals(
                new FriendRequested("bo"),
                send("al", new RequestFriend("bo")).event().getBody());
        assertEquals(
                new FriendAccepted("al"),
                send("bo", new RequestFriend("al")).event().getBody());
        unchanged("al", new RequestFriend("bo"), 2);
        assertEquals(
                new FriendRemoved("al"),
                send("bo", new RemoveFriend("al")).event().getBody());
        assertEquals(
                new FriendRequested("bo"),
                send("al", new RequestFriend("bo")).event().getBody());
    }

    @Test
    void takesBackAndDeclinesARequest() {
        send("al", new RequestFriend("bo"));
        assertEquals(
                new FriendRemoved("bo"),
                send("al", new RemoveFriend("bo")).event().getBody());
        send("al", new RequestFriend("bo"));
        assertEquals(
                new FriendRemoved("al"),
                send("bo", new RemoveFriend("al")).event().getBody());
        assertEquals(
                new FriendRequested("al"),
                send("bo", new RequestFriend("al")).event().getBody());
    }

    @Test
    void endsAFriendshipAndRequestsWithABlock() {
        send("bo", new RequestFriend("al"));
        var blocked = send("al", new BlockUser("bo"));
        assertEquals(
                List.of(new UserBlocked("bo"), new FriendRemoved("bo")),
                blocked.events().stream().map(Event::getBody).toList());
        assertEquals("blocked", refusal(action("bo", new RequestFriend("al"))));
        assertEquals("user-blocked", refusal(action("al", new RequestFriend("bo"))));
        send("al", new UnblockUser("bo"));
        assertEquals(
                new FriendRequested("al"),
                send("bo", new RequestFriend("al")).event().getBody());
    }

    @Test
    void isForTheTwoOfADirectConversationOnly() {
        chat.send(Chat.createGroup("team", "al", GroupAccess.PUBLIC, null));
        assertEquals("conversation-invalid", refusal(Chat.action("g:team", "al", "x1", new BlockUser("bo"))));
        assertEquals("conversation-invalid", refusal(Chat.action(DIRECT, "cy", "x2", new BlockUser("bo"))));
        assertEquals("conversation-invalid", refusal(Chat.action(DIRECT, "al", "x3", new BlockUser("cy"))));
        assertEquals("conversation-invalid", refusal(Chat.action(DIRECT, "al", "x4", new BlockUser("al"))));
    }

    private void unchanged(String actor, Object body, long head) {
        var result = send(actor, body);
        assertTrue(result.events().isEmpty());
        assertEquals(head + 1, result.accepted().getFirstSeq());
        assertEquals(head, result.accepted().getLastSeq());
        assertNull(result.accepted().getRecord());
    }

    private Chat.Result send(String actor, Object body) {
        return chat.send(action(actor, body));
    }

    private String refusal(Action action) {
        return chat.send(action).rejected().getCode();
    }

    private Action action(String actor, Object body) {
        return Chat.action(DIRECT, actor, "a" + actions++, body);
    }

    private Action text(String actor) {
        return Chat.text(DIRECT, actor, "a" + actions++, "hi");
    }

    private Action edit(String actor, String message) {
        var content = MessageContent.newBuilder().setText("new").build();
        return action(actor, new EditMessage(message, List.of("text"), content, null));
    }

    private static String idOf(Event event) {
        return assertInstanceOf(MessageCreated.class, event.getBody()).getMessageId();
    }
}
