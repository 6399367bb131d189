package dev.parley.bench.process;

import dev.parley.bench.options.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A whole platform on embedded parts, started for a run.
 *
 * @param data its data folder
 */
public record OwnPlatform(LaunchedProcess process, Path data) implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    /** Returns when it is ready. Found again where the folder was used before. */
    public static OwnPlatform up(Path data, String memory) throws InterruptedException {
        return up(data, memory, List.of());
    }

    /** @param more options of {@code ./parley up} */
    public static OwnPlatform up(Path data, String memory, List<String> more) throws InterruptedException {
        var arguments = new ArrayList<>(List.of("up", "--data", data.toString(), "--port", "0", "--memory", memory));
        arguments.addAll(more);
        var process = LaunchedProcess.start(arguments, Map.of(), line -> line.startsWith("Ready after "));
        process.awaitReady(TIMEOUT);
        return new OwnPlatform(process, data);
    }

    /** How to speak to it. */
    public Target target() {
        return Target.of(data);
    }

    @Override
    public void close() {
        process.close();
    }
}
