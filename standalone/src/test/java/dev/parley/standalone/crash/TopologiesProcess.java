package dev.parley.standalone.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The topologies as a process of their own, which can be killed at any moment. */
public record TopologiesProcess(Process process) implements AutoCloseable {
    /**
     * Starts them; they are not ready when it returns.
     *
     * @param kafka where the log and its registry are, and how many partitions it has
     * @param folder the state, which the next process finds again, and the log file
     * @param name of the log file
     * @param commitInterval how long a transaction stays open
     */
    public static TopologiesProcess start(Map<String, String> kafka, Path folder, String name, Duration commitInterval)
            throws IOException {
        var settings = new HashMap<>(kafka);
        settings.put("PARLEY_STANDBY_REPLICAS", "0");
        settings.put("PARLEY_HTTP_PORT", "0");
        settings.put("PARLEY_STATE_DIR", folder.resolve("state").toString());
        settings.put("PARLEY_COMMIT_INTERVAL", commitInterval.toString());
        var builder = new ProcessBuilder(command());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("PARLEY_"));
        builder.environment().putAll(settings);
        builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        return new TopologiesProcess(builder.start());
    }

    private static List<String> command() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return List.of(
                java,
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                classPath,
                "dev.parley.topologies.TopologiesMain");
    }

    /** SIGKILL, and the end of the process. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(Duration.ofSeconds(20).toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
        }
    }
}
