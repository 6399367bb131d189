package dev.parley.bench.bars;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.bench.bars.Bound.AtLeast;
import dev.parley.bench.bars.Bound.AtMost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {
    private static final Bar LATENCY =
            Bar.of(2, "p99 <= 40 ms", "ms", Source.of("direct", "/latency/p99").with("rate", 500), new AtMost(40));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void saysMetOrMissedByTheNewestRunThatFits() throws Exception {
        result("a", "20261101-000000", 500, 90, true, "parley");
        result("b", "20261102-000000", 500, 30, true, "parley");
        result("c", "20261103-000000", 600, 99, true, "parley");
        result("d", "20261104-000000", 500, 99, true, "ejabberd");

        assertEquals("met", judge(LATENCY).verdict());
        assertEquals("30.0 ms", judge(LATENCY).figure());
        assertTrue(judge(LATENCY).run().startsWith("b.json (60 + 60 s) at abc"), judge(LATENCY)::run);

        result("e", "20261105-000000", 500, 41, true, "parley");
        assertEquals("missed", judge(LATENCY).verdict());
    }

    @Test
    void hasNoFigureOfARunThatLostSomething() throws Exception {
        result("a", "20261101-000000", 500, 1, false, "parley");

        assertEquals(new Judgement("", "", "failed", "no figure", "a.json (60 + 60 s) at abc"), judge(LATENCY));
    }

    @Test
    void isPartialAtBestWhereAFeatureIsMissing() throws Exception {
        var bar = LATENCY.without("moderation");
        assertEquals("partial: moderation", judge(bar).verdict());

        result("a", "20261101-000000", 500, 30, true, "parley");
        assertEquals("partial: moderation", judge(bar).verdict());

        result("b", "20261102-000000", 500, 50, true, "parley");
        assertEquals("missed", judge(bar).verdict());
    }

    @Test
    void comparesWithAPeerOfTheSameFileOnly() throws Exception {
        var bar = LATENCY.against("ejabberd");
        var twice = new Bar(2, "", "ms", bar.source(), new AtLeast(2), "ejabberd", "");
        result("alone", "20261101-000000", 500, 3, true, "ejabberd");
        result("a", "20261102-000000", 500, 6, true, "parley");
        assertEquals(
                "not measured: no ejabberd in the run",
                judge(new Bar(2, "", "ms", bar.source(), new AtMost(1), "ejabberd", ""))
                        .verdict());

        Files.writeString(
                folder.resolve("pair.json"),
                "{\"runs\":[" + json("20261103-000000", 500, 6, true, "parley") + ","
                        + json("20261103-000000", 500, 3, true, "ejabberd") + "]}");

        assertEquals("ejabberd 3.00 ms", judge(twice).peer());
        assertEquals("met", judge(twice).verdict());
        assertEquals(
                "missed",
                judge(new Bar(2, "", "ms", bar.source(), new AtMost(1), "ejabberd", ""))
                        .verdict());
    }

    @Test
    void takesNoFigureFromARunThatWasTooShort() throws Exception {
        var json = json("20261101-000000", 500, 30, true, "parley")
                .replace("\"durationSeconds\":60", "\"durationSeconds\":29");
        Files.writeString(folder.resolve("short.json"), json);

        assertEquals("not measured", judge(LATENCY).verdict());
    }

    @Test
    void isNotMeasuredWithoutAResult() throws Exception {
        assertEquals("not measured", judge(LATENCY).verdict());
        assertEquals(
                "not measured",
                Bar.later(5, "storm", "").judge(ResultFolder.in(folder)).verdict());
    }

    @Test
    void showsEveryBar() throws Exception {
        var page = ReportPage.of(Bars.all(), ResultFolder.in(folder.resolve("nothing")));

        for (var number = 1; number <= 14; number++) {
            assertTrue(page.contains("\n| " + number + " | "), page);
        }
        assertEquals(
                List.of(), page.lines().filter(line -> line.contains("| met |")).toList());
    }

    private Judgement judge(Bar bar) throws IOException {
        return bar.judge(ResultFolder.in(folder));
    }

    private void result(String name, String time, int rate, int p99, boolean isClean, String platform)
            throws IOException {
        Files.writeString(folder.resolve(name + ".json"), json(time, rate, p99, isClean, platform));
    }

    private static String json(String time, int rate, int p99, boolean isClean, String platform) {
        return """
                {"scenario":"direct","platform":"%s","isClean":%s,"isVoid":false,"latency":{"p99":%d},"machine":{"commit":"abc"},
                 "settings":{"runId":"bench-%s","rate":%d,"sockets":200,"warmUpSeconds":60,"durationSeconds":60}}
                """.formatted(platform, isClean, p99, time, rate);
    }
}
