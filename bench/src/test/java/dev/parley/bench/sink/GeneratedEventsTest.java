package dev.parley.bench.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Event;
import dev.parley.schemas.GroupCreated;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MessageCreated;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GeneratedEventsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private final GeneratedEvents events = new GeneratedEvents("demo", "run", 3, "hello");

    @Test
    void numbersEachConversationFromOneWithoutAHole() {
        var last = new HashMap<String, Long>();
        LongStream.range(0, 30).mapToObj(number -> events.at(number, NOW)).forEach(event -> {
            assertEquals(last.getOrDefault(event.getConversation(), 0L) + 1, event.getSeq());
            last.put(event.getConversation(), event.getSeq());
        });
        assertEquals(3, last.size());
    }

    @Test
    void beginsWithTheGroupAndItsOwner() {
        assertInstanceOf(GroupCreated.class, event(0).getBody());
        assertInstanceOf(MemberJoined.class, event(3).getBody());
        assertInstanceOf(MessageCreated.class, event(6).getBody());
        assertEquals(0, event(3).getMessageNo());
        assertEquals(1, event(6).getMessageNo());
        assertFalse(events.isMessage(5));
        assertTrue(events.isMessage(6));
    }

    @Test
    void tellsAnyTwoEventsApart() {
        var ids = new HashSet<Object>();
        var messages = new HashSet<String>();
        LongStream.range(0, 1000).mapToObj(this::event).forEach(event -> {
            assertTrue(ids.add(event.getEventId()));
            if (event.getBody() instanceof MessageCreated message) {
                assertTrue(messages.add(message.getMessageId()));
            }
        });
    }

    private Event event(long number) {
        return events.at(number, NOW);
    }
}
