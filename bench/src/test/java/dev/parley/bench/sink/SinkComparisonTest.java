package dev.parley.bench.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.client.run.MachineInfo;
import dev.parley.client.run.ResultFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinkComparisonTest {
    private static final Map<String, Object> SETTINGS = Map.of("rate", 1000.0);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void isReadAsARunOfEach() throws Exception {
        var file = folder.resolve("sink.json");

        ResultFile.write(file, SinkComparison.of(own(40_000), peer(8_000)));

        var json = JsonMapper.builder().build().readTree(file.toFile());
        assertEquals(5.0, json.at("/ratio").asDouble());
        assertEquals("parley", json.at("/runs/0/platform").asText());
        assertEquals("debezium", json.at("/runs/1/platform").asText());
        for (var run : json.path("runs")) {
            assertEquals("sink", run.path("scenario").asText());
            assertEquals(1000.0, run.at("/settings/rate").asDouble());
            assertTrue(run.path("isClean").asBoolean());
            assertTrue(run.path("rowsPerSecond").isNumber());
        }
    }

    private static SinkReport own(double rowsPerSecond) {
        var live = new SinkReport.Live(1000, 1000, 0);
        return new SinkReport(
                true,
                false,
                "sink",
                "parley",
                SETTINGS,
                rowsPerSecond,
                rowsPerSecond / 1000,
                50,
                live,
                10,
                1,
                List.of(),
                MachineInfo.here());
    }

    private static PeerReport peer(double rowsPerSecond) {
        return new PeerReport(
                true, false, "sink", "debezium", SETTINGS, rowsPerSecond, 200, 150, 10, 10, 10, MachineInfo.here());
    }
}
