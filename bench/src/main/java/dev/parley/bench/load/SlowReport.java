package dev.parley.bench.load;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.parley.client.run.MachineInfo;
import dev.parley.client.run.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What it costs a group that a member hardly reads.
 *
 * @param without the group while all read
 * @param with the same beside those who hardly do; the others' latencies
 * @param p99Growth of the others, as a multiple
 * @param heapMiBPerSlowSocket by how much more the node's heap grew for each of them, in the median
 * @param slow what became of them
 * @param heaps in the order of the turns
 * @param turns in the order in which they were taken; not called runs, since they are no results for a group of its own
 */
record SlowReport(
        boolean isClean,
        boolean isVoid,
        String scenario,
        Map<String, Object> settings,
        ChatBeside.Chat without,
        ChatBeside.Chat with,
        double p99Growth,
        double heapMiBPerSlowSocket,
        Slow slow,
        List<Heap> heaps,
        List<LoadReport> turns,
        MachineInfo machine) {
    /**
     * Those who hardly read.
     *
     * @param sockets at a time
     * @param closedAsTooSlow times that the node closed one with 1013; not a number where it shows no metrics
     * @param lost connections of theirs that ended
     * @param caughtUpSeconds the longest time from when they read on until they had everything
     * @param faults what they were told, or did not get
     */
    record Slow(int sockets, double closedAsTooSlow, long lost, double caughtUpSeconds, List<String> faults) {}

    /**
     * What the push node's heap held after a collection.
     *
     * @param isWith whether some hardly read
     * @param beforeMiB when all were there
     * @param afterMiB at the end of the measured time, while they had not read on
     */
    record Heap(boolean isWith, double beforeMiB, double afterMiB) {
        private double growth() {
            return afterMiB - beforeMiB;
        }
    }

    /** @param runs in turn without slow members and with them */
    static SlowReport of(Map<String, Object> settings, List<LoadReport> runs, List<Heap> heaps, Slow slow) {
        var group = ChatBeside.of(runs);
        var all = new TreeMap<>(runs.getFirst().settings());
        all.putAll(settings);
        return new SlowReport(
                slow.faults().isEmpty() && runs.stream().allMatch(LoadReport::isClean),
                runs.stream().anyMatch(LoadReport::isVoid),
                "slow",
                all,
                group.without(),
                group.with(),
                group.p99Growth(),
                (growth(heaps, true).median() - growth(heaps, false).median()) / slow.sockets(),
                slow,
                List.copyOf(heaps),
                runs,
                MachineInfo.here());
    }

    private static Spread growth(List<Heap> heaps, boolean isWith) {
        return Spread.of(heaps.stream()
                .filter(heap -> heap.isWith() == isWith)
                .map(Heap::growth)
                .toList());
    }

    @JsonIgnore
    String text() {
        var table = new TextTable("bench slow " + settings)
                .row("all read", without.text())
                .row("some hardly read: the others", with.text())
                .row("growth of the others' p99", rounded(p99Growth) + " x")
                .row("the node's heap", rounded(heapMiBPerSlowSocket) + " MiB more a slow socket")
                .row("  it grew, all read", growth(heaps, false).text() + " MiB")
                .row("  it grew, some hardly", growth(heaps, true).text() + " MiB")
                .row("slow sockets", slow.sockets())
                .row("  closed with 1013", rounded(slow.closedAsTooSlow()) + " times")
                .row("  connections lost", slow.lost())
                .row("  had everything after", rounded(slow.caughtUpSeconds()) + " s");
        slow.faults().forEach(fault -> table.row("FAULT", fault));
        return table + ChatBeside.verdict(isClean, isVoid, "Everything arrived, also at those who hardly read.");
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%,.2f", value);
    }
}
