package dev.parley.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.bench.chat.ParleyChat;
import dev.parley.bench.chat.TenantsChat;
import dev.parley.client.fake.FakePlatform;
import dev.parley.client.fake.Mischief;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ManyTenantsTest {
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    @Test
    void spreadsPairsOfTheSameNamesOverTenants() {
        try (var one = FakePlatform.start(Mischief.NONE);
                var two = FakePlatform.start(Mischief.NONE)) {
            var report = run(one, two);

            assertTrue(report.isClean(), report::text);
            assertEquals(100, report.latency().count());
            assertEquals(150, report.ledger().stored());
            assertEquals(Set.of("bench-000000", "bench-000001", "bench-000002", "bench-000003"), one.users());
            assertEquals(one.users(), two.users());
        }
    }

    @Test
    void needsAPairForEachTenant() {
        assertThrows(IllegalArgumentException.class, () -> new DirectScenario(2, List.of("one", "two")));
    }

    private static LoadReport run(FakePlatform one, FakePlatform two) {
        var settings = ShortRun.settings(List.of("hello"), 1, List.of());
        try (var chatOfOne = ParleyChat.open(one.url(), "key", "bench", 1, List.of());
                var chatOfTwo = ParleyChat.open(two.url(), "key", "bench", 1, List.of());
                var chat = new TenantsChat(Map.of("one", chatOfOne, "two", chatOfTwo), () -> {})) {
            return new LoadRun(settings, chat, new DirectScenario(8, List.of("one", "two")), NOWHERE).run();
        }
    }
}
