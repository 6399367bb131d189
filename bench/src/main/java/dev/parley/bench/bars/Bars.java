package dev.parley.bench.bars;

import dev.parley.bench.bars.Bound.AtLeast;
import dev.parley.bench.bars.Bound.AtMost;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Everything that must be reached, on two cores with the generator and every server on the same machine. */
final class Bars {
    private static final String MODERATION = "moderation";
    private static final String P99 = "/latency/p99";
    private static final String CPU = "/server/cpuMillisPerMessage";
    private static final String EJABBERD = "ejabberd";

    private Bars() {}

    static List<Bar> all() {
        var bars = new ArrayList<Bar>();
        bars.addAll(idle());
        bars.addAll(direct());
        bars.addAll(group());
        bars.addAll(slow());
        bars.addAll(later());
        bars.addAll(writes());
        bars.addAll(sink());
        bars.addAll(startAndScale());
        bars.addAll(inbox());
        return bars.stream()
                .sorted((one, other) -> Integer.compare(one.number(), other.number()))
                .toList();
    }

    private static List<Bar> idle() {
        return List.of(
                Bar.of(
                        1,
                        "20,000 idle sockets held",
                        "sockets",
                        Source.of("idle", "/largest/held"),
                        new AtLeast(20_000)),
                Bar.of(
                        1,
                        "RSS of an idle socket <= 12 KiB",
                        "KiB",
                        Source.of("idle", "/largest/residentKiBPerSocket").whereAtLeast("/largest/sockets", 10_000),
                        new AtMost(12)),
                Bar.of(
                        1,
                        "CPU of an idle socket <= 3 µs/s",
                        "µs/s",
                        Source.of("idle", "/largest/cpuMicrosPerSecondPerSocket")
                                .whereAtLeast("/largest/sockets", 10_000),
                        new AtMost(3)));
    }

    private static List<Bar> direct() {
        var bars = new ArrayList<Bar>();
        List.of(500, 1000).forEach(rate -> bars.addAll(againstEjabberd(rate)));
        var knee = Source.of("knee", "/knee");
        bars.add(Bar.of(2, "1:1, 4,000 msg/s: p99 <= 40 ms", "ms", chat(P99, 4000), new AtMost(40)));
        bars.add(Bar.of(2, "1:1: knee >= 8,000 msg/s", "msg/s", knee, new AtLeast(8000)));
        bars.add(Bar.of(2, "1:1: knee >= 4 x ejabberd's", "msg/s", knee, new AtLeast(4))
                .against(EJABBERD));
        bars.add(Bar.of(2, "1:1, 8,000 msg/s: CPU a message <= 0.25 ms", "ms", chat(CPU, 8000), new AtMost(0.25)));
        return bars.stream().map(bar -> bar.without(MODERATION)).toList();
    }

    private static List<Bar> againstEjabberd(int rate) {
        var at = String.format(Locale.ROOT, "1:1, %,d msg/s: ", rate);
        return List.of(
                Bar.of(2, at + "p50 not above ejabberd's", "ms", chat("/latency/p50", rate), new AtMost(1))
                        .against(EJABBERD),
                Bar.of(2, at + "p99 not above ejabberd's", "ms", chat(P99, rate), new AtMost(1))
                        .against(EJABBERD),
                Bar.of(2, at + "CPU a message < 1.1 ms", "ms", chat(CPU, rate), new AtMost(1.1)));
    }

    private static Source chat(String pointer, int rate) {
        return Source.of("direct", pointer).with("rate", rate);
    }

    private static List<Bar> group() {
        var thousand = Source.of("group", "/throughput/deliveriesPerSecond")
                .withAtLeast("listeners", 1000)
                .withAtLeast("rate", 70);
        return List.of(
                Bar.of(3, "group of 1,000: >= 70,000 deliveries/s", "/s", thousand, new AtLeast(70_000)),
                Bar.of(
                        3,
                        "group of 1,000, half load (35 msg/s): p99 <= 50 ms",
                        "ms",
                        Source.of("group", P99).with("listeners", 1000).with("rate", 35),
                        new AtMost(50)),
                Bar.of(
                        3,
                        "group of 1,000: CPU a delivery <= 10 µs (whole platform)",
                        "µs",
                        Source.of("group", "/server/cpuMicrosPerDelivery").with("listeners", 1000),
                        new AtMost(10)),
                Bar.of(
                        3,
                        "push node alone: >= 100,000 deliveries/s",
                        "/s",
                        push("/throughput/deliveriesPerSecond").withAtLeast("rate", 100),
                        new AtLeast(100_000)),
                Bar.of(
                        3,
                        "push node alone: CPU a delivery <= 10 µs",
                        "µs",
                        push("/server/cpuMicrosPerDelivery"),
                        new AtMost(10)),
                Bar.of(
                        4,
                        "group of 10,000, 3 msg/s: last receiver <= 200 ms (p99)",
                        "ms",
                        Source.of("group", P99).withAtLeast("listeners", 10_000).with("rate", 3),
                        new AtMost(200)));
    }

    private static List<Bar> slow() {
        return List.of(
                Bar.of(
                        3,
                        "group of 1,000, one socket reads a byte a second: the others' p99 <= 1.2 x",
                        "x",
                        slow("/p99Growth"),
                        new AtMost(1.2)),
                // An outbox, and what is in it a second time where a resume is under way.
                Bar.of(
                        3,
                        "group of 1,000, one socket reads a byte a second: <= 2 MiB more of heap",
                        "MiB",
                        slow("/heapMiBPerSlowSocket"),
                        new AtMost(2)));
    }

    private static Source slow(String pointer) {
        return Source.of("slow", pointer).withAtLeast("listeners", 1000).with("byteMillis", 1000);
    }

    private static Source push(String pointer) {
        return Source.of("push", pointer).withAtLeast("listeners", 1000);
    }

    private static List<Bar> later() {
        return List.of(
                Bar.later(5, "reconnect storm, 9,000 of 18,000 sockets: back and caught up <= 15 s", ""),
                Bar.of(
                        6,
                        "typing and presence flood: chat's p99 grows by less than a fifth",
                        "x",
                        Source.of("flood", "/p99Growth")
                                .withAtLeast("typists", 1000)
                                .withAtLeast("flapping", 5000),
                        new AtMost(1.2)),
                Bar.later(7, "history, 10 M rows: >= 2,000 pages/s, p99 <= 20 ms", ""),
                Bar.later(10, "webhooks to 100 endpoints: >= 3,000/s, healthy p99 <= 1 s", "webhooks"),
                Bar.later(11, "inline moderation, 200 rules, 2,000 words: <= 20 µs a message", MODERATION),
                Bar.later(
                        12,
                        "a mixed day, 2,000 users, 30 min: average <= 100 ms, p99 <= 300 ms, errors <= 0.025 %",
                        "most of the actions"));
    }

    private static List<Bar> writes() {
        return List.of(
                Bar.of(
                                8,
                                "REST writes, outcome awaited: >= 5,000/s",
                                "/s",
                                Source.of("rest-writes", "/throughput/messagesPerSecond")
                                        .withAtLeast("rate", 5000),
                                new AtLeast(5000))
                        .without("limits, " + MODERATION),
                Bar.of(
                        8,
                        "the append alone: >= 12,000/s",
                        "/s",
                        Source.of("append", "/throughput/messagesPerSecond").withAtLeast("rate", 12_000),
                        new AtLeast(12_000)));
    }

    private static List<Bar> sink() {
        return List.of(
                Bar.of(9, "SQL sink: >= 10,000 rows/s", "rows/s", sink("/rowsPerSecond"), new AtLeast(10_000)),
                Bar.of(
                                9,
                                "SQL sink: >= 4 x Debezium's JDBC sink in the same run",
                                "rows/s",
                                sink("/rowsPerSecond"),
                                new AtLeast(4))
                        .against("debezium"),
                Bar.of(9, "SQL sink: catch-up >= 5 x live", "x", sink("/catchUpToLive"), new AtLeast(5)));
    }

    private static Source sink(String pointer) {
        return Source.of("sink", pointer).withAtLeast("events", 1_000_000);
    }

    private static List<Bar> startAndScale() {
        return List.of(
                Bar.of(
                        13,
                        "second start: first message delivered <= 15 s",
                        "s",
                        Source.of("start", "/median/deliveredSeconds"),
                        new AtMost(15)),
                Bar.of(
                        13,
                        "RSS after the start <= 2 GiB",
                        "MiB",
                        Source.of("start", "/median/residentMiB"),
                        new AtMost(2048)),
                scale("threads", "threads 1 -> 2", 2),
                scale("tenants", "tenants 1 -> 1,000", 1000),
                scale("conversations", "conversations 1 k -> 1 M", 1_000_000),
                scale("members", "members 10 -> 100,000", 100_000));
    }

    private static List<Bar> inbox() {
        return List.of(
                Bar.of(
                        15,
                        "2,000 conversations: GET /v1/conversations p99 <= 50 ms",
                        "ms",
                        Source.of("inbox", "/sizes/2000/list/p99"),
                        new AtMost(50)),
                Bar.of(
                        15,
                        "200 missed events in 20 of them: POST /v1/sync p99 <= 50 ms",
                        "ms",
                        Source.of("inbox", "/sizes/2000/sync/p99"),
                        new AtMost(50)));
    }

    private static Bar scale(String dimension, String what, double largest) {
        return Bar.of(
                14,
                what + ": CPU a message <= 1.2 x",
                "x",
                Source.of("scale-" + dimension, "/growth").withAtLeast("largest", largest),
                new AtMost(1.2));
    }
}
