package dev.parley.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.client.fake.FakePlatform;
import dev.parley.client.fake.Mischief;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import picocli.CommandLine;

/** Generators that are processes of their own, against one platform. */
@Isolated
class GeneratorsTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void sharePairsAndRate() throws Exception {
        var result = run(Mischief.NONE, "direct", "--sockets", "6", "--rate", "60");

        assertTrue(result.path("isClean").asBoolean(), result::toPrettyString);
        assertEquals(120, result.path("latency").path("count").asInt(), result::toPrettyString);
        assertEquals(120, result.path("acknowledgement").path("count").asInt());
        assertEquals(150, result.path("ledger").path("stored").asInt());
        assertEquals(300, result.path("ledger").path("delivered").asInt());
        assertEquals(60, result.path("throughput").path("messagesPerSecond").asDouble(), 6);
        assertEquals(2, result.path("settings").path("processes").asInt());
    }

    @Test
    void listenToTheSameGroup() throws Exception {
        var result = run(Mischief.NONE, "group", "--listeners", "5", "--speakers", "3", "--rate", "20");

        assertTrue(result.path("isClean").asBoolean(), result::toPrettyString);
        // A message counts when the last listener of both has it.
        assertEquals(40, result.path("latency").path("count").asInt(), result::toPrettyString);
        assertEquals(5 * 50, result.path("ledger").path("delivered").asInt());
        assertEquals(40, result.path("acknowledgement").path("count").asInt());
    }

    @Test
    void findWhatAListenerOfTheOtherOneDidNotGet() throws Exception {
        var deaf = new Mischief() {
            @Override
            public boolean delivers(String user, long seq) {
                return !(user.endsWith("-000004") && seq == 30);
            }
        };
        var result = run(deaf, "group", "--listeners", "5", "--speakers", "2", "--rate", "20");

        assertFalse(result.path("isClean").asBoolean(), result::toPrettyString);
        assertEquals(1, result.path("faultCounts").path("LOST").asInt(), result::toPrettyString);
    }

    private JsonNode run(Mischief mischief, String... scenario) throws IOException {
        var file = folder.resolve("result.json");
        try (var platform = FakePlatform.start(mischief)) {
            var arguments = new ArrayList<>(List.of("bench"));
            arguments.addAll(List.of(scenario));
            arguments.addAll(List.of("--url", platform.url().toString(), "--api-key", "key", "--warmup", "500ms"));
            arguments.addAll(List.of("--duration", "2s", "--processes", "2", "--json", file.toString()));
            arguments.addAll(List.of("--data", folder.toString()));
            var root = new CommandLine(new Root()).addSubcommand(new BenchCommand());
            // 1 where the check failed, or where this machine is too busy to keep the times.
            assertTrue(root.execute(arguments.toArray(String[]::new)) <= 1);
        }
        var result = JsonMapper.builder().build().readTree(file.toFile());
        return result;
    }

    @CommandLine.Command(name = "parley")
    private static final class Root {}
}
