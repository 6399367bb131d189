package dev.parley.topologies.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Action;
import dev.parley.schemas.DeleteMessage;
import dev.parley.schemas.EditMessage;
import dev.parley.schemas.Event;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.MessageDeleted;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.ScheduleMessage;
import dev.parley.topologies.store.InMemoryKeyValues;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages that are deleted when their time is over. */
class ExpiringTest {
    private static final String DIRECT = "d:al:bo";

    private final InMemoryKeyValues state = new InMemoryKeyValues();
    private final Chat chat = new Chat(state);

    @Test
    void deletesOnceAndInNobodysName() {
        var said = chat.send(expiring("k", 60)).event();
        var created = assertInstanceOf(MessageCreated.class, said.getBody());
        assertEquals(said.getAt().plusSeconds(60), created.getExpiresAt());
        chat.pass(59_999);
        assertTrue(chat.tick().isEmpty());
        chat.pass(1);
        var event = chat.tick().getFirst();
        assertNull(event.getActor());
        assertNull(event.getActionId());
        assertEquals(2, event.getSeq());
        assertEquals(1, event.getMessageNo());
        var deleted = assertInstanceOf(MessageDeleted.class, event.getBody());
        assertTrue(deleted.getExpired());
        assertEquals(created.getMessageId(), deleted.getMessageId());
        assertEquals("al", deleted.getAuthor());
        assertEquals(1, deleted.getMessageSeq());
        assertTrue(chat.tick().isEmpty());
        assertEquals("message-deleted", refusal(delete(said, "x")));
    }

    @Test
    void answersARetryWithTheMessage() {
        var first = chat.send(expiring("k", 60)).event();
        chat.pass(60_000);
        assertEquals(1, chat.tick().size());
        var retry = chat.send(expiring("k", 60));
        assertTrue(retry.events().isEmpty());
        assertEquals(first, chat.eventIn(retry.accepted()));
    }

    @Test
    void doesNothingWhereItWasDeletedBefore() {
        var said = chat.send(expiring("k", 60)).event();
        chat.send(delete(said, "x")).accepted();
        chat.pass(60_000);
        assertTrue(chat.tick().isEmpty());
    }

    @Test
    void isNotProlongedByAnEdit() {
        var said = chat.send(expiring("k", 60)).event();
        chat.pass(59_000);
        var content = MessageContent.newBuilder().setText("new").build();
        chat.send(Chat.action(DIRECT, "al", "e", new EditMessage(idOf(said), List.of("text"), content, null)))
                .accepted();
        chat.pass(1_000);
        assertEquals(1, chat.tick().size());
    }

    @Test
    void knowsTheMessageAYearLaterAndForgetsItThen() {
        chat.send(expiring("k", Duration.ofDays(365).toSeconds()));
        for (var day = 0; day < 365; day++) {
            assertTrue(chat.tick().isEmpty());
            chat.pass(Duration.ofDays(1));
        }
        var deleted =
                assertInstanceOf(MessageDeleted.class, chat.tick().getFirst().getBody());
        assertEquals("al", deleted.getAuthor());
        chat.pass(Duration.ofDays(1));
        assertTrue(chat.tick().isEmpty());
        // The time of the partition and the head of the conversation.
        assertEquals(2, state.size());
    }

    @Test
    void countsFromWhenAScheduledMessageIsSent() {
        var post = expiringBody(60);
        var sendAt = Instant.ofEpochMilli(chat.now()).plusSeconds(3_600);
        chat.send(Chat.action(DIRECT, "al", "k", new ScheduleMessage(sendAt, post)));
        chat.pass(Duration.ofHours(2));
        var sent = chat.tick();
        assertEquals(1, sent.size());
        chat.pass(59_999);
        assertTrue(chat.tick().isEmpty());
        chat.pass(1);
        assertEquals(
                idOf(sent.getFirst()),
                assertInstanceOf(MessageDeleted.class, chat.tick().getFirst().getBody())
                        .getMessageId());
    }

    private String refusal(Action action) {
        return chat.send(action).rejected().getCode();
    }

    private static String idOf(Event created) {
        return assertInstanceOf(MessageCreated.class, created.getBody()).getMessageId();
    }

    private static Action delete(Event said, String id) {
        return Chat.action(DIRECT, "al", id, new DeleteMessage(idOf(said)));
    }

    private static Action expiring(String id, long seconds) {
        return Chat.action(DIRECT, "al", id, expiringBody(seconds));
    }

    private static PostMessage expiringBody(long seconds) {
        return PostMessage.newBuilder(Chat.message("soon gone", null))
                .setExpiresInSeconds(seconds)
                .build();
    }
}
