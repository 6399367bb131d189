package dev.parley.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.bench.chat.ParleyChat;
import dev.parley.client.fake.FakePlatform;
import dev.parley.client.fake.Mischief;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManyConversationsScenarioTest {
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    @Test
    void writesToEveryConversationBeforeItMeasures() {
        var settings = new LoadSettings(
                        "bench",
                        100,
                        Pace.even(100),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(3),
                        List.of("hello"),
                        1,
                        List.of())
                .withWarmUpOf(30);
        try (var platform = FakePlatform.start(Mischief.NONE);
                var chat = ParleyChat.open(platform.url(), "key", "bench", 1, List.of())) {
            var scenario = new ManyConversationsScenario(10, 30);
            var report = new LoadRun(settings, chat, scenario, NOWHERE).run();

            assertTrue(report.isClean(), report::text);
            assertEquals(30, scenario.conversations().size());
            assertEquals(130, report.ledger().stored());
            assertEquals(100, report.acknowledgement().count());
        }
    }

    @Test
    void needsEnoughUsers() {
        assertThrows(IllegalArgumentException.class, () -> new ManyConversationsScenario(10, 41));
    }
}
