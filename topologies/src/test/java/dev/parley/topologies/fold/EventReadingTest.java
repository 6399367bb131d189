package dev.parley.topologies.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.parley.schemas.Event;
import dev.parley.schemas.EventId;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.MessageKind;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.serde.AvroWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventReadingTest {
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final AvroWriter<Event> writer = new AvroWriter<>(registry, "events", Event.getClassSchema());

    @Test
    void readsEverythingButWhatPeopleWrote() {
        var event = Event.newBuilder()
                .setEventId(new EventId(new byte[16]))
                .setTenant("acme")
                .setConversation("g:team")
                .setSeq(7)
                .setMessageNo(3)
                .setActor("al")
                .setAt(Instant.ofEpochMilli(1_700_000_000_000L))
                .setActionId("action")
                .setClientAt(Instant.ofEpochMilli(1))
                .setContent(MessageContent.newBuilder().setText("hi").build())
                .setBody(MessageCreated.newBuilder()
                        .setMessageId("m")
                        .setKind(MessageKind.TEXT)
                        .setParentId("p")
                        .build())
                .build();

        var read = new AvroReader<Event>(registry, EventReading.WITHOUT_CONTENT).read(writer.write(event));

        assertNull(read.getContent());
        assertNull(read.getActionId());
        assertNull(read.getClientAt());
        assertEquals(7, read.getSeq());
        assertEquals(3, read.getMessageNo());
        assertEquals("al", read.getActor());
        assertEquals(event.getAt(), read.getAt());
        assertEquals("g:team", read.getConversation());
        assertEquals("p", assertInstanceOf(MessageCreated.class, read.getBody()).getParentId());
        assertNotNull(read.getEventId());
    }
}
