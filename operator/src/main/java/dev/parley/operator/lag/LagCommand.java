package dev.parley.operator.lag;

import dev.parley.operator.command.Columns;
import dev.parley.operator.command.KafkaAdmin;
import dev.parley.operator.command.OutputOptions;
import dev.parley.operator.command.PlatformOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parley lag}. */
@Command(
        name = "lag",
        description =
                "Shows how far each feature and sink is behind the log: records that wait for it, records held back by"
                        + " an open transaction, and how both change. Folds commit every 5 s, so a small lag of theirs is"
                        + " none.",
        mixinStandardHelpOptions = true)
public final class LagCommand implements Callable<Integer> {
    private static final double NANOS = 1e9;

    @Option(names = "--partitions", description = "Shows each partition instead of sums.")
    private boolean isByPartition;

    @Option(
            names = "--group",
            paramLabel = "PREFIX",
            defaultValue = "",
            description = "Only groups whose names begin so, such as parley-conversation. Default: all.")
    private String prefix = "";

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description =
                    "Time between the two looks that growth is told from; 0 looks once. Default: ${DEFAULT-VALUE}")
    private int interval;

    @Option(
            names = "--max",
            paramLabel = "RECORDS",
            description =
                    "Exit status 1 where a partition is further behind, or held back by the same transaction at both"
                            + " looks.")
    private Long max = Long.MAX_VALUE;

    @Mixin
    private PlatformOptions platform = new PlatformOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (var admin = KafkaAdmin.open(platform.kafka())) {
            var reader = new LagReader(admin);
            var first = reader.look(prefix);
            var began = System.nanoTime();
            var lags = LagReader.between(first, first, 0);
            if (interval > 0) {
                LockSupport.parkNanos(Duration.ofSeconds(interval).toNanos());
                var second = reader.look(prefix);
                lags = LagReader.between(first, second, (System.nanoTime() - began) / NANOS);
            }
            output.print(spec.commandLine().getOut(), lags, isByPartition ? byPartition(lags) : sums(lags));
            return lags.stream().anyMatch(this::isTooMuch) ? 1 : 0;
        }
    }

    private boolean isTooMuch(PartitionLag lag) {
        return max < Long.MAX_VALUE && (lag.lag() > max || lag.isHeldStill());
    }

    private static String byPartition(List<PartitionLag> lags) {
        var table =
                new Columns("GROUP", "TOPIC", "PARTITION", "COMMITTED", "END", "LAG", "HELD", "GROWTH/S", "READ/S", "");
        lags.forEach(lag -> table.row(
                lag.group(),
                lag.topic(),
                lag.partition(),
                lag.committed(),
                lag.end(),
                lag.lag(),
                lag.held(),
                rate(lag.growthPerSecond()),
                rate(lag.readPerSecond()),
                remark(lag.isStuck(), lag.isHeldStill())));
        return table.toString();
    }

    private static String sums(List<PartitionLag> lags) {
        var table = new Columns("GROUP", "TOPIC", "PARTITIONS", "LAG", "WORST", "HELD", "GROWTH/S", "READ/S", "");
        var grouped = lags.stream()
                .collect(Collectors.groupingBy(
                        lag -> List.of(lag.group(), lag.topic()), LinkedHashMap::new, Collectors.toList()));
        grouped.forEach((name, parts) -> table.row(
                name.getFirst(),
                name.getLast(),
                parts.size(),
                parts.stream().mapToLong(PartitionLag::lag).sum(),
                parts.stream().mapToLong(PartitionLag::lag).max().orElse(0),
                parts.stream().mapToLong(PartitionLag::held).sum(),
                rate(parts.stream().mapToDouble(PartitionLag::growthPerSecond).sum()),
                rate(parts.stream().mapToDouble(PartitionLag::readPerSecond).sum()),
                remark(
                        parts.stream().anyMatch(PartitionLag::isStuck),
                        parts.stream().anyMatch(PartitionLag::isHeldStill))));
        return table.toString();
    }

    private static String rate(double rate) {
        return String.format(Locale.ROOT, "%.1f", rate);
    }

    private static String remark(boolean isStuck, boolean isHeld) {
        if (isHeld) {
            return "open transaction: see parley doctor";
        }
        return isStuck ? "reads nothing" : "";
    }
}
