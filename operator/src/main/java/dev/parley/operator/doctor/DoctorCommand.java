package dev.parley.operator.doctor;

import dev.parley.operator.command.Columns;
import dev.parley.operator.command.OutputOptions;
import dev.parley.operator.command.PlatformOptions;
import dev.parley.operator.doctor.Finding.Level;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parley doctor}. */
@Command(
        name = "doctor",
        description =
                "Checks a deployment: versions, clocks, limits, disks, brokers, topics, transactions, schema registry,"
                        + " SQL store, Redis, certificates. Each finding says what to do. Exit status 1 where something is"
                        + " wrong, or nothing could be checked.",
        mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
    @Option(
            names = "--public",
            paramLabel = "URL",
            split = ",",
            description = "Public addresses whose certificates are checked, https://…")
    private List<URI> publicAddresses = new ArrayList<>();

    @Option(names = "--quiet", description = "Leaves out what is as it should be.")
    private boolean isQuiet;

    @Mixin
    private PlatformOptions platform = new PlatformOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var all = new Examination(platform, publicAddresses).run();
        var findings = all.stream()
                .filter(finding -> !isQuiet || finding.level() != Level.OK)
                .sorted(Comparator.comparingInt(finding -> rank(finding.level())))
                .toList();
        output.print(spec.commandLine().getOut(), findings, text(findings));
        // What was not looked at is not well.
        var isNothingChecked = all.stream().allMatch(finding -> finding.level() == Level.UNKNOWN);
        return isNothingChecked || all.stream().anyMatch(finding -> finding.level() == Level.WRONG) ? 1 : 0;
    }

    static String text(List<Finding> findings) {
        var text = new StringBuilder();
        for (var finding : findings) {
            text.append(String.format("%-8s %s: %s%n", finding.level(), finding.where(), finding.what()));
            if (!finding.toDo().isEmpty()) {
                text.append("         ").append(finding.toDo()).append('\n');
            }
        }
        var counts = new Columns("WRONG", "ADVICE", "UNKNOWN", "OK")
                .row(
                        count(findings, Level.WRONG),
                        count(findings, Level.ADVICE),
                        count(findings, Level.UNKNOWN),
                        count(findings, Level.OK));
        return text.append('\n').append(counts).toString();
    }

    private static long count(List<Finding> findings, Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    private static int rank(Level level) {
        return switch (level) {
            case OK -> 0;
            case UNKNOWN -> 1;
            case ADVICE -> 2;
            case WRONG -> 3;
        };
    }
}
