package dev.parley.bench.sink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

class EventConverterTest {
    private static final byte[] BYTES = "as in the log".getBytes(StandardCharsets.UTF_8);

    @Test
    void hasAFieldForEachColumn() {
        var event = new GeneratedEvents("demo", "run", 1, "hello").at(2, Instant.EPOCH);

        var row = EventConverter.row(event, BYTES);

        row.validate();
        assertEquals("demo", row.getString("tenant"));
        assertEquals("g:run-000000", row.getString("conversation"));
        assertEquals(3, row.getInt64("seq"));
        assertEquals(1, row.getInt64("message_no"));
        assertArrayEquals(event.getEventId().bytes(), row.getBytes("event_id"));
        assertArrayEquals(BYTES, row.getBytes("bytes"));
    }

    @Test
    void refusesWhatIsNoEvent() {
        var converter = new EventConverter();
        converter.configure(Map.of(EventConverter.REGISTRY, "http://127.0.0.1:1"), false);

        assertThrows(DataException.class, () -> converter.toConnectData("events", BYTES));
    }
}
