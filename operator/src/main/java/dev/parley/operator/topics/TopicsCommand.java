package dev.parley.operator.topics;

import dev.parley.operator.command.Amounts;
import dev.parley.operator.command.Columns;
import dev.parley.operator.command.KafkaAdmin;
import dev.parley.operator.command.OutputOptions;
import dev.parley.operator.command.PlatformOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parley topics}. */
@Command(
        name = "topics",
        description =
                "Shows the topics of the platform, and what is not as the code wants it. Exit status 1 where something"
                        + " is not.",
        mixinStandardHelpOptions = true)
public final class TopicsCommand implements Callable<Integer> {
    private static final String FOR_EVER = "-1";

    @Option(
            names = "--repair",
            description = "Sets retention and other configuration as the code wants it. Partitions and copies stay.")
    private boolean repairs;

    @Mixin
    private PlatformOptions platform = new PlatformOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var kafka = platform.kafka();
        var partitions = PlatformPartitions.of(platform);
        try (var admin = KafkaAdmin.open(kafka)) {
            var inspection = new TopicInspection(admin);
            var reports = inspection.look(partitions, kafka.replicationFactor());
            if (repairs) {
                inspection.repair(reports);
                reports = inspection.look(partitions, kafka.replicationFactor());
            }
            output.print(spec.commandLine().getOut(), reports, text(reports));
            return reports.stream().allMatch(report -> report.faults().isEmpty()) ? 0 : 1;
        }
    }

    static String text(List<TopicReport> reports) {
        var table = new Columns("TOPIC", "PARTITIONS", "COPIES", "MIN IN SYNC", "KEPT", "ON DISK", "AS WANTED");
        var faults = new StringBuilder();
        for (var report : reports) {
            var facts = report.facts();
            var isGood = report.faults().isEmpty() ? "yes" : "no";
            if (facts == null) {
                table.row(report.name(), "-", "-", "-", "-", "-", "missing");
            } else {
                table.row(
                        report.name(),
                        facts.partitions(),
                        facts.replicas(),
                        facts.config("min.insync.replicas"),
                        kept(facts),
                        facts.bytes() < 0 ? "?" : Amounts.bytes(facts.bytes()),
                        isGood);
            }
            report.faults()
                    .forEach(fault -> faults.append("  ")
                            .append(report.name())
                            .append(": ")
                            .append(fault)
                            .append('\n'));
        }
        return table.toString() + (faults.isEmpty() ? "" : "\n" + faults);
    }

    private static String kept(@Nullable TopicFacts facts) {
        if (facts == null) {
            return "-";
        }
        if (facts.config("cleanup.policy").equals("compact")) {
            return "latest of each key";
        }
        var retention = facts.config("retention.ms");
        return retention.equals(FOR_EVER) ? "for ever" : Amounts.time(Duration.ofMillis(Long.parseLong(retention)));
    }
}
