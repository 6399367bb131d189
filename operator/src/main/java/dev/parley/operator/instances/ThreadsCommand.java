package dev.parley.operator.instances;

import dev.parley.operator.command.Columns;
import dev.parley.operator.command.OutputOptions;
import dev.parley.operator.command.PlatformOptions;
import dev.parley.operator.instances.FeatureChange.Runner;
import dev.parley.runtime.service.StartException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley threads}. */
@Command(
        name = "threads",
        description =
                "Shows how many threads a feature has in each instance, or changes it while they run. More threads than"
                        + " partitions are idle. After a restart of an instance PARLEY_STREAM_THREADS counts again.",
        mixinStandardHelpOptions = true)
public final class ThreadsCommand implements Callable<Integer> {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);
    private static final Duration REBALANCE = Duration.ofSeconds(15);
    private static final String RUNNING = "RUNNING";

    @Parameters(index = "0", paramLabel = "FEATURE", description = "Such as conversation; parley status shows all.")
    private String feature = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "N",
            description = "Threads in each instance; without it they are only shown.")
    private @Nullable Integer threads;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "How long the change may take. Default: ${DEFAULT-VALUE}")
    private int waitSeconds;

    @Mixin
    private PlatformOptions platform = new PlatformOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (var change = FeatureChange.of(platform, feature)) {
            var wanted = threads;
            var runners = change.runners();
            if (wanted != null) {
                var tasks = tasks(runners);
                runners.forEach(runner -> change.instances().setThreads(runner.url(), feature, wanted));
                runners = awaited(change, wanted, tasks);
            }
            output.print(spec.commandLine().getOut(), runners, text(runners));
            return 0;
        }
    }

    /** @param tasks how many there were before: a rebalance is over when all of them are somewhere again */
    private List<Runner> awaited(FeatureChange change, int wanted, long tasks) {
        var began = System.nanoTime();
        while (true) {
            var runners = change.runners();
            var waited = System.nanoTime() - began;
            // Some may have gone to an instance that was not named.
            var isAllThere = tasks(runners) >= tasks || waited > REBALANCE.toNanos();
            if (isAllThere && runners.stream().allMatch(runner -> isDone(runner, wanted))) {
                return runners;
            }
            if (waited > Duration.ofSeconds(waitSeconds).toNanos()) {
                throw new StartException(
                        "After " + waitSeconds + " s not every instance has " + wanted
                                + " threads that run; the change goes on. See parley status, and event=threads-unchanged in the log.");
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private static boolean isDone(Runner runner, int wanted) {
        var threads = runner.status().threads();
        return threads.size() == wanted
                && threads.stream().allMatch(thread -> thread.state().equals(RUNNING))
                && runner.status().state().equals(RUNNING);
    }

    private static long tasks(List<Runner> runners) {
        return runners.stream()
                .flatMap(runner -> runner.status().threads().stream())
                .mapToLong(thread -> thread.tasks().size())
                .sum();
    }

    private static String text(List<Runner> runners) {
        var table = new Columns("INSTANCE", "STATE", "THREAD", "ITS STATE", "TASKS");
        for (var runner : runners) {
            for (var thread : runner.status().threads()) {
                table.row(
                        runner.url(),
                        runner.status().paused() ? "PAUSED" : runner.status().state(),
                        thread.name().replaceFirst("^.*-StreamThread-", ""),
                        thread.state(),
                        thread.tasks().isEmpty()
                                ? "none"
                                : String.join(
                                        " ",
                                        thread.tasks().stream()
                                                .map(InstanceStatus.StreamTask::id)
                                                .toList()));
            }
        }
        return table.toString();
    }
}
