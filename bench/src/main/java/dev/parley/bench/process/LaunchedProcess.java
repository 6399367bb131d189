package dev.parley.bench.process;

import dev.parley.bench.report.Checkout;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A process that is awaited by what it prints, and ends with this program at the latest. */
public final class LaunchedProcess implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final int MOST_LINES = 40;

    private final String name;
    private final Process process;
    private final long startedAt;
    private final Thread stopWithUs;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final List<String> lastLines = new ArrayList<>();
    private volatile long readyAt;

    private LaunchedProcess(String name, Process process, long startedAt, Predicate<String> isReady) {
        this.name = name;
        this.process = process;
        this.startedAt = startedAt;
        this.stopWithUs = new Thread(process::destroy, "stop-" + name);
        Runtime.getRuntime().addShutdownHook(stopWithUs);
        Thread.ofVirtual().name("output-" + name).start(() -> listen(isReady));
    }

    /**
     * Starts {@code ./parley} with arguments.
     *
     * @param isReady of one printed line
     */
    public static LaunchedProcess start(
            List<String> arguments, Map<String, String> environment, Predicate<String> isReady) {
        // A setting of the peers only, and services refuse those that they do not know.
        var command = new ArrayList<>(List.of("env", "-u", "PARLEY_PEERS_HOME"));
        command.add(Checkout.home().resolve("parley").toString());
        command.addAll(arguments);
        return launch("parley " + String.join(" ", arguments), command, environment, isReady);
    }

    /**
     * Starts any program.
     *
     * @param name for people
     * @param isReady of one printed line
     */
    public static LaunchedProcess launch(
            String name, List<String> command, Map<String, String> environment, Predicate<String> isReady) {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            var startedAt = System.nanoTime();
            return new LaunchedProcess(name, builder.start(), startedAt, isReady);
        } catch (IOException e) {
            throw new UncheckedIOException(command.getFirst() + " cannot be started.", e);
        }
    }

    private void listen(Predicate<String> isReady) {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                keep(line);
                if (readyAt == 0 && isReady.test(line)) {
                    readyAt = System.nanoTime();
                    ready.countDown();
                }
            }
        } catch (IOException e) {
            keep(e.toString());
        }
        // It has ended: waiters are released.
        ready.countDown();
    }

    private void keep(String line) {
        synchronized (lastLines) {
            lastLines.add(line);
            if (lastLines.size() > MOST_LINES) {
                lastLines.removeFirst();
            }
        }
    }

    public void awaitReady(Duration atMost) throws InterruptedException {
        var isSettled = ready.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        if (readyAt == 0) {
            close();
            var problem = isSettled ? "has ended" : "was not ready within " + atMost.toSeconds() + " s";
            throw new CannotStartException("`" + name + "` " + problem + ". Last output:\n" + lastLines());
        }
    }

    /** What it printed last, for people. */
    public String lastLines() {
        synchronized (lastLines) {
            return String.join("\n", lastLines);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** {@link System#nanoTime()} just before the process was started. */
    public long startedAt() {
        return startedAt;
    }

    /** Between the start and the line that says so. */
    public double secondsUntilReady() {
        return (readyAt - startedAt) / 1e9;
    }

    /** Asks it to stop, and kills it where it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(stopWithUs);
        } catch (IllegalStateException _) {
            // The program ends just now, and the hook runs.
        }
    }
}
