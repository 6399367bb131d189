package dev.parley.bench.bars;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinkBarsTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void holdsOurSinkAgainstDebeziumsOfTheSameRun() throws Exception {
        pair(40_000, 10_000, true);
        assertEquals("debezium 10,000 rows/s", judge().peer());
        assertEquals("40,000 rows/s", judge().figure());
        assertEquals("met", judge().verdict());

        pair(40_000, 10_001, true);
        assertEquals("missed", judge().verdict());
    }

    @Test
    void hasNoRatioWhereDebeziumLostRows() throws Exception {
        pair(40_000, 10_000, false);

        assertEquals("not measured: no debezium in the run", judge().verdict());
    }

    private Judgement judge() throws IOException {
        return Bars.all().stream()
                .filter(bar -> bar.peer().equals("debezium"))
                .findFirst()
                .orElseThrow()
                .judge(ResultFolder.in(folder));
    }

    private void pair(int ours, int theirs, boolean isClean) throws IOException {
        Files.writeString(
                folder.resolve("sink.json"),
                "{\"scenario\":\"sink\",\"ratio\":1,\"runs\":[" + json("parley", ours, true) + ","
                        + json("debezium", theirs, isClean) + "]}");
    }

    private static String json(String platform, int rowsPerSecond, boolean isClean) {
        return """
                {"scenario":"sink","platform":"%s","isClean":%s,"isVoid":false,"rowsPerSecond":%d,
                 "settings":{"runId":"bench-20261101-000000","events":1000000,"groups":1000,"rate":1000.0,"liveSeconds":30}}
                """.formatted(platform, isClean, rowsPerSecond);
    }
}
