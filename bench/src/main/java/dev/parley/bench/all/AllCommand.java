package dev.parley.bench.all;

import dev.parley.bench.peer.ScriptedPeer;
import dev.parley.bench.process.ChildProcess;
import dev.parley.bench.process.OwnPlatform;
import dev.parley.bench.report.Checkout;
import dev.parley.bench.report.Folders;
import dev.parley.bench.sink.DebeziumSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code parley bench all}. */
@Command(
        name = "all",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description =
                "Runs every scenario, each against a platform of its own, and renders the report. Takes about two hours, and "
                        + "two and a half with the peers that bench/peers/install fetches: what is to be compared with one "
                        + "that is not there is left out. --quick takes a few minutes and shows only whether everything works.")
public final class AllCommand implements Callable<Integer> {
    @Option(names = "--quick", description = "Short and small; the results go to bench/target/quick-results.")
    private boolean isQuick;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            defaultValue = "1500m",
            description = "The platforms' largest heap, default: ${DEFAULT-VALUE}.")
    private String memory = "1500m";

    private final List<String> failed = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var results = isQuick ? Checkout.scratch().resolve("quick-results") : Checkout.results();
        var scope = isQuick ? Scope.quick() : Scope.full();
        var peers = new TreeSet<>(scope.peers());
        peers.removeIf(peer -> !isThere(peer));
        for (var step : scope.steps(peers)) {
            if (step.needsPlatform()) {
                onOwnPlatform(step.arguments(), results);
            } else {
                run(step.arguments(), results);
            }
        }
        var page = isQuick
                ? results.resolve("RESULTS.md")
                : Checkout.home().resolve("bench").resolve("RESULTS.md");
        ChildProcess.run(List.of("bench", "report", "--results", results.toString(), "--out", page.toString()));
        scope.peers().stream()
                .filter(peer -> !peers.contains(peer))
                .forEach(peer -> System.out.println("not compared, for it is not there: " + peer));
        failed.forEach(each -> System.out.println("without a figure: " + each));
        return failed.isEmpty() ? 0 : 1;
    }

    private static boolean isThere(String peer) {
        return peer.equals(Scope.SINK_PEER)
                ? DebeziumSink.isThere()
                : ScriptedPeer.isThere(peer, Checkout.scratch().resolve("peers"));
    }

    /** What one scenario leaves behind must not cost the next one anything. */
    private void onOwnPlatform(List<String> command, Path results) throws IOException, InterruptedException {
        var data = Files.createTempDirectory("parley-bench-");
        try (var platform = OwnPlatform.up(data, memory)) {
            var arguments = new ArrayList<>(command);
            arguments.addAll(List.of("--data", platform.data().toString()));
            run(arguments, results);
        } finally {
            Folders.delete(data);
        }
    }

    private void run(List<String> command, Path results) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(command);
        arguments.addFirst("bench");
        arguments.addAll(List.of("--results", results.toString()));
        System.out.println();
        System.out.println("== parley " + String.join(" ", arguments));
        if (ChildProcess.run(arguments) != 0) {
            failed.add(String.join(" ", command));
        }
    }
}
