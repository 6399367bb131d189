package dev.parley.runtime.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

/** One event is one line, whatever it says. */
final class KeyValueLayoutTest {
    private final LoggerContext context = new LoggerContext();

    @Test
    void writesAnEventAsKeysAndValues() {
        var event = event("Stopped.", null);
        event.addKeyValuePair(new KeyValuePair("part", "ingress"));
        event.addKeyValuePair(new KeyValuePair("ms", 12));
        event.addKeyValuePair(new KeyValuePair("none", null));
        assertEquals(
                "time=2026-11-23T20:00:00Z level=INFO thread=main logger=dev.parley.Some message=\"Stopped.\""
                        + " part=ingress ms=12 none=null\n",
                new KeyValueLayout().doLayout(event));
    }

    @Test
    void takesAMessageOfPairsAsPairs() {
        assertEquals(
                "event=refused user=bob reason=\"no \\\"such\\\" group\" cause=\"a\\nb\" at=7 {}\n",
                said("event=refused user={} reason={} cause=\"{}\" at={} {}", "bob", "no \"such\" group", "a\nb", 7));
        assertEquals("event=refused user=null\n", said("event=refused user={}", (Object) null));
        assertEquals("event=started\n", said("event=started"));
    }

    @Test
    void letsNoValueOfAPairForgeAnother() {
        assertEquals(
                "event=refused user=\"eve role=owner\\nlevel=ERROR {}\" code=x\n",
                said("event=refused user={} code={}", "eve role=owner\nlevel=ERROR {}", "x"));
    }

    @Test
    void letsNoValueForgeAnotherKeyOrLine() {
        var event = event("a\nlevel=ERROR \"b\" \\ \u0085 \u2028", null);
        event.addKeyValuePair(new KeyValuePair("user", "eve role=owner\r\n\u001b[2J"));
        event.addKeyValuePair(new KeyValuePair("empty", ""));
        assertEquals(
                "time=2026-11-23T20:00:00Z level=INFO thread=main logger=dev.parley.Some"
                        + " message=\"a\\nlevel=ERROR \\\"b\\\" \\\\ \\u0085 \\u2028\""
                        + " user=\"eve role=owner\\u000d\\n\\u001b[2J\" empty=\"\"\n",
                new KeyValueLayout().doLayout(event));
    }

    @Test
    void beginsEveryLineOfATraceWithATab() {
        var text = new KeyValueLayout()
                .doLayout(event("Failed.", new IllegalStateException("x\ntime=forged", new RuntimeException("why"))));
        var lines = text.split("\n", -1);
        assertTrue(lines[0].startsWith("time="), text);
        for (var i = 1; i < lines.length - 1; i++) {
            assertTrue(lines[i].startsWith("\t"), lines[i]);
        }
        assertTrue(text.contains("Caused by: java.lang.RuntimeException: why"), text);
    }

    private String said(String message, @Nullable Object... values) {
        var event = new LoggingEvent("", context.getLogger("x"), Level.INFO, message, null, values);
        event.setThreadName("main");
        return new KeyValueLayout().doLayout(event).replaceFirst(".* logger=x ", "");
    }

    private LoggingEvent event(String message, @Nullable Exception failure) {
        var event = new LoggingEvent("", context.getLogger("dev.parley.Some"), Level.INFO, message, failure, null);
        event.setThreadName("main");
        event.setInstant(Instant.parse("2026-11-23T20:00:00Z"));
        return event;
    }
}
