package dev.parley.readmodel.sql;

import static dev.parley.readmodel.Samples.TENANT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.readmodel.ReadModel;
import dev.parley.readmodel.Samples;
import dev.parley.readmodel.TestDatabase;
import dev.parley.readmodel.read.ScheduledStore.StoredScheduled;
import dev.parley.readmodel.write.LogPartition;
import dev.parley.readmodel.write.LogRecord;
import dev.parley.readmodel.write.LogRecord.EventRecord;
import dev.parley.readmodel.write.LogRecord.ScheduledRecord;
import dev.parley.readmodel.write.WriteResult;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.MessageKind;
import dev.parley.schemas.ScheduledMessage;
import dev.parley.schemas.ScheduledState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that are sent later, and the time at which a message expires, in the store. */
class ScheduledIT {
    private static final LogPartition PARTITION = new LogPartition("scheduled", 0);

    private ReadModel model;
    private SqlReadModelWriter writer;
    private long offset;

    @BeforeEach
    void open() {
        var database = TestDatabase.empty("scheduled");
        model = ReadModel.open(database.settings());
        writer = SqlReadModelWriter.open(database.settings());
    }

    @AfterEach
    void close() {
        writer.close();
        model.close();
    }

    @Test
    void pagesThoseOfAUserInOneStateSoonestFirst() {
        write(
                scheduled("al", "c", 3_000, ScheduledState.WAITING),
                scheduled("al", "a", 20_000, ScheduledState.WAITING),
                scheduled("al", "b", 3_000, ScheduledState.WAITING),
                scheduled("bo", "d", 1_000, ScheduledState.WAITING),
                scheduled("al", "e", 1_000, ScheduledState.FAILED));
        var store = model.scheduled();
        var first = store.page(TENANT, "al", "waiting", null, 2);
        assertEquals(List.of("b", "c"), first.stream().map(StoredScheduled::id).toList());
        var next = store.page(TENANT, "al", "waiting", first.getLast().orderKey(), 2);
        assertEquals(List.of("a"), next.stream().map(StoredScheduled::id).toList());
        assertEquals("e", store.page(TENANT, "al", "failed", null, 9).getFirst().id());
        assertTrue(store.page("other", "al", "waiting", null, 9).isEmpty());
    }

    @Test
    void keepsTheNewestAndFindsItForItsSenderOnly() {
        var sent = scheduled("al", "a", 1_000, ScheduledState.SENT);
        write(scheduled("al", "a", 1_000, ScheduledState.WAITING), sent);
        write(scheduled("al", "a", 1_000, ScheduledState.WAITING));
        var store = model.scheduled();
        var found = store.find(TENANT, "al", "a").orElseThrow();
        assertEquals("d:al:bo", found.conversation());
        assertArrayEquals(sent.bytes(), found.bytes());
        assertTrue(store.page(TENANT, "al", "waiting", null, 9).isEmpty());
        assertTrue(store.find(TENANT, "bo", "a").isEmpty());
    }

    @Test
    void knowsWhenAMessageExpires() {
        var at = Samples.START.plusSeconds(99);
        var body = new MessageCreated(Samples.messageId("d:al:bo", 1), MessageKind.TEXT, null, null, at, null, false);
        var event =
                Samples.event("d:al:bo", 1, Samples.message("d:al:bo", 1, "x").getContent(), body);
        write(new EventRecord(new LogPartition("events", 0), 0, event, new byte[] {1}));
        var stored = model.messages().find(TENANT, body.getMessageId()).orElseThrow();
        assertEquals(at, stored.expiresAt());
    }

    private void write(LogRecord... records) {
        assertInstanceOf(WriteResult.Written.class, writer.write(List.of(records)));
    }

    private ScheduledRecord scheduled(String user, String id, long sendAt, ScheduledState state) {
        var message = ScheduledMessage.newBuilder()
                .setTenant(TENANT)
                .setConversation("d:al:bo")
                .setId(id)
                .setUser(user)
                .setState(state)
                .setSendAt(Instant.ofEpochMilli(sendAt))
                .setActionId("k")
                .setVersion(state == ScheduledState.WAITING ? 1 : 2)
                .build();
        return new ScheduledRecord(PARTITION, offset++, message, state.name().getBytes(StandardCharsets.UTF_8));
    }
}
