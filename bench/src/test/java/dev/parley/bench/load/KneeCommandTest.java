package dev.parley.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.bench.fake.FakePlatform;
import dev.parley.bench.fake.Mischief;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KneeCommandTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void isTheHighestRateWhereAllAreHeld() throws Exception {
        var result = run(Mischief.NONE, 0, "40,80");

        assertEquals(80, result.path("knee").asDouble(), result::toPrettyString);
        assertEquals(2, result.path("steps").size());
    }

    @Test
    void isNotHeldByAPlatformThatTakesItsTime() throws Exception {
        var slow = new Mischief() {
            @Override
            public boolean answers(String actionId, int attempt) {
                new Pacer().await(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(130));
                return true;
            }
        };
        var result = run(slow, 1, "20,40");

        assertEquals(0, result.path("knee").asDouble(), result::toPrettyString);
        assertEquals(1, result.path("steps").size());
        assertTrue(result.at("/steps/0/why").asText().matches("the backlog grew.*|p99 above.*"), result::toPrettyString);
    }

    private JsonNode run(Mischief mischief, int status, String rates) throws IOException {
        var file = folder.resolve("knee.json");
        try (var platform = FakePlatform.start(mischief)) {
            var command = new CommandLine(new KneeCommand());
            assertEquals(
                    status,
                    command.execute(
                            "--url",
                            platform.url().toString(),
                            "--api-key",
                            "key",
                            "--data",
                            folder.toString(),
                            "--sockets",
                            "4",
                            "--rates",
                            rates,
                            "--warmup",
                            "300ms",
                            "--duration",
                            "1s",
                            "--json",
                            file.toString()));
        }
        return JsonMapper.builder().build().readTree(file.toFile());
    }
}
