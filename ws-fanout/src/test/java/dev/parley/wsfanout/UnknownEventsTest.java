package dev.parley.wsfanout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.schemas.Event;
import dev.parley.wsfanout.stream.SampleEvents;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fault: this node is older than what decides. A kind of event that it does not know is passed on as an envelope, by every way. */
class UnknownEventsTest {
    private static final String CONVERSATION = "d:ann:bob";

    private RunningNode node;

    @BeforeEach
    void start() {
        node = RunningNode.start();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private static Event[] messages(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(seq -> SampleEvents.message(RunningNode.TENANT, CONVERSATION, seq))
                .toArray(Event[]::new);
    }

    private void appendThree(long first) {
        node.log.append(
                SampleEvents.message(RunningNode.TENANT, CONVERSATION, first),
                SampleEvents.unknown(RunningNode.TENANT, CONVERSATION, first + 1),
                SampleEvents.message(RunningNode.TENANT, CONVERSATION, first + 2));
    }

    private void assertPassedOn(TestSocket ann, long first) {
        assertEvent(ann.expect("event"), first, "message.created");
        var unknown = ann.expect("event");
        assertEvent(unknown, first + 1, "unknown");
        assertEquals("{}", unknown.path("data").toString());
        assertEquals("somebody", unknown.path("actor").textValue());
        assertEquals(32, unknown.path("eventId").textValue().length());
        assertEvent(ann.expect("event"), first + 2, "message.created");
        for (var metric : new String[] {"resync", "unreadable_events", "passed_over_events", "divergent_events"}) {
            assertEquals(0, node.metric("parley_ws_fanout_" + metric), metric);
        }
    }

    private static void assertEvent(JsonNode event, long seq, String kind) {
        assertEquals(seq, event.path("seq").longValue());
        assertEquals(kind, event.path("event").textValue());
    }

    @Test
    void live() {
        try (var ann = node.resume("ann", "{\"d:ann:bob\":0}")) {
            ann.expect("caught-up");
            appendThree(1);
            assertPassedOn(ann, 1);
        }
    }

    @Test
    void resumedFromTheStore() {
        appendThree(1);
        try (var ann = node.resume("ann", "{\"d:ann:bob\":0}")) {
            assertPassedOn(ann, 1);
            assertEquals(3, ann.expect("caught-up").path("seq").intValue());
        }
    }

    @Test
    void resumedFromTheRing() {
        node.log.stopSink();
        appendThree(1);
        try (var ann = node.resume("ann", "{\"d:ann:bob\":0}")) {
            assertPassedOn(ann, 1);
            assertEquals(3, ann.expect("caught-up").path("seq").intValue());
        }
    }

    @Test
    void resumedFromTheTopic() {
        node.log.stopSink();
        appendThree(1);
        // More than the ring of the test holds.
        for (var from = 4L; from < 6_000; from += 500) {
            node.log.append(messages(from, from + 499));
        }
        try (var ann = node.resume("ann", "{\"d:ann:bob\":0}")) {
            assertPassedOn(ann, 1);
            ann.events(CONVERSATION, 6_000);
            assertEquals(6_003, ann.expect("caught-up").path("seq").intValue());
        }
    }
}
