package dev.parley.operator.instances;

import dev.parley.operator.command.Amounts;
import dev.parley.operator.command.Columns;
import dev.parley.operator.command.OutputOptions;
import dev.parley.operator.command.PlatformOptions;
import dev.parley.operator.instances.InstanceAnswer.Answered;
import dev.parley.operator.instances.InstanceAnswer.Silent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code parley status}. */
@Command(
        name = "status",
        description =
                "Shows every instance: version, readiness, and the features of its topologies with threads, partitions"
                        + " and what they restore. Exit status 1 where one is not ready or does not answer.",
        mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
    @Mixin
    private PlatformOptions platform = new PlatformOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (var instances = new Instances(platform.instances(), null)) {
            var answers = instances.ask();
            output.print(spec.commandLine().getOut(), answers, text(answers));
            return answers.stream().allMatch(StatusCommand::isReady) ? 0 : 1;
        }
    }

    private static boolean isReady(InstanceAnswer answer) {
        return switch (answer) {
            case Answered answered -> answered.status().ready();
            case Silent _ -> false;
        };
    }

    static String text(List<InstanceAnswer> answers) {
        var table = new Columns("INSTANCE", "SERVICE", "VERSION", "JAVA", "UP", "READY");
        var details = new StringBuilder();
        for (var answer : answers) {
            switch (answer) {
                case Silent(var url, var _) -> table.row(url, "-", "-", "-", "-", "no answer");
                case Answered(var url, var status, var _, var _) ->
                    table.row(
                            url,
                            status.service(),
                            status.version() + " " + status.commit(),
                            status.java(),
                            Amounts.time(Duration.ofSeconds(status.uptimeSeconds())),
                            status.ready() ? "yes" : "no");
            }
            details.append(details(answer));
        }
        return table.toString() + details;
    }

    private static String details(InstanceAnswer answer) {
        return switch (answer) {
            case Silent(var url, var why) -> "\n" + url + "\n  " + why + "\n";
            case Answered(var url, var status, var _, var _) -> {
                var text = new StringBuilder();
                status.parts().forEach((name, part) -> {
                    if (!part.detail().equals("ready")) {
                        text.append("  ")
                                .append(name)
                                .append(": ")
                                .append(part.detail())
                                .append('\n');
                    }
                });
                if (!status.features().isEmpty()) {
                    text.append(features(status).toString().indent(2));
                }
                yield text.isEmpty() ? "" : "\n" + url + "\n" + text;
            }
        };
    }

    static Columns features(InstanceStatus status) {
        var table = new Columns("FEATURE", "STATE", "THREADS", "PARTITIONS OF EACH THREAD", "STANDBYS", "RESTORING");
        for (var feature : status.features()) {
            table.row(
                    feature.name(),
                    feature.paused() ? "PAUSED" : feature.state(),
                    threads(feature),
                    feature.threads().stream().map(thread -> partitions(thread)).collect(Collectors.joining(" | ")),
                    feature.threads().stream()
                            .mapToInt(thread -> thread.standbys().size())
                            .sum(),
                    restoring(feature));
        }
        return table;
    }

    private static String threads(InstanceStatus.Feature feature) {
        var count = feature.threads().size();
        return count == feature.threadTarget() ? Integer.toString(count) : count + " of " + feature.threadTarget();
    }

    private static String partitions(InstanceStatus.StreamThread thread) {
        return thread.tasks().isEmpty()
                ? "none"
                : thread.tasks().stream()
                        .map(task -> task.id().replaceFirst("^.*_", ""))
                        .collect(Collectors.joining(" "));
    }

    private static String restoring(InstanceStatus.Feature feature) {
        var done = feature.restoring().stream()
                .mapToLong(InstanceStatus.Restoring::done)
                .sum();
        var total = feature.restoring().stream()
                .mapToLong(InstanceStatus.Restoring::total)
                .sum();
        return feature.restoring().isEmpty()
                ? "-"
                : feature.restoring().size() + " stores, " + (total == 0 ? 0 : done * 100 / total) + " %";
    }
}
