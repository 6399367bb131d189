package dev.parley.edge.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.edge.api.MessageView;
import dev.parley.edge.api.MessageView.ThreadCounts;
import dev.parley.edge.api.Samples;
import dev.parley.schemas.FriendAccepted;
import dev.parley.schemas.FriendRemoved;
import dev.parley.schemas.FriendRequested;
import dev.parley.schemas.ThreadUpdated;
import dev.parley.schemas.UserBlocked;
import dev.parley.schemas.UserUnblocked;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Threads, blocks and friendships as clients see them. */
class ThreadAndRelationEventsTest {
    private static final Instant AT = Instant.parse("2026-03-01T09:30:00.125Z");

    @Test
    void showsAThread() {
        var json = json(new ThreadUpdated("m", 7L, "bob", 3L, AT, 40L));
        assertTrue(json.contains("\"event\":\"thread.updated\""), json);
        assertTrue(
                json.endsWith("\"data\":{\"messageId\":\"m\",\"messageSeq\":7,\"sender\":\"bob\",\"replies\":3,"
                        + "\"lastReplyAt\":\"2026-03-01T09:30:00.125Z\",\"lastReplySeq\":40}}"),
                json);
    }

    @Test
    void showsWhoDidWhatToWhom() {
        assertRelation("user.blocked", new UserBlocked("bob"));
        assertRelation("user.unblocked", new UserUnblocked("bob"));
        assertRelation("friend.requested", new FriendRequested("bob"));
        assertRelation("friend.accepted", new FriendAccepted("bob"));
        assertRelation("friend.removed", new FriendRemoved("bob"));
    }

    @Test
    void showsTheThreadOfAMessageThatHasOne() {
        var message = MessageView.of(Samples.message("hi"));
        assertFalse(new String(message.toJson(), UTF_8).contains("thread"));
        var json = new String(replied(message).toJson(), UTF_8);
        assertTrue(
                json.endsWith("\"version\":4,\"thread\":{\"replies\":2,\"lastReplyAt\":\"2026-03-01T09:30:00.125Z\","
                        + "\"lastReplySeq\":9}}"),
                json);
    }

    private static MessageView replied(MessageView message) {
        return new MessageView(
                message.id(),
                message.conversation(),
                message.seq(),
                message.messageNo(),
                message.sender(),
                message.at(),
                message.content(),
                message.clientMsgId(),
                message.editedAt(),
                message.deletedAt(),
                message.version(),
                new ThreadCounts(2, AT, 9));
    }

    private static void assertRelation(String name, Object body) {
        var json = json(body);
        assertTrue(json.contains("\"event\":\"" + name + "\""), json);
        assertTrue(json.endsWith("\"data\":{\"user\":\"bob\",\"by\":\"alice\"}}"), json);
    }

    private static String json(Object body) {
        var event = Samples.event("d:alice:bob", body).build();
        return new String(EventJson.of(event), UTF_8);
    }
}
