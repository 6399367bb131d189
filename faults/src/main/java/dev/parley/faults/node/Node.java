package dev.parley.faults.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One process of the platform. It can be ended in several ways, and started again with the same settings. */
public final class Node {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(40);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final int LAST_LINES = 15;

    private final String name;
    private final List<String> command;
    private final Map<String, String> settings;
    private final Path log;
    private final int port;
    private Map<String, String> environment = Map.of();
    private @Nullable Process process;

    /** @param port where its health is asked */
    Node(String name, List<String> command, Map<String, String> settings, Path log, int port) {
        this.name = name;
        this.command = command;
        this.settings = settings;
        this.log = log;
        this.port = port;
    }

    public String name() {
        return name;
    }

    /** Where it serves HTTP, and sockets where it has any. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** What it finds in its environment at its next starts, beside its settings. */
    synchronized void surround(Map<String, String> with) {
        environment = with;
    }

    /** Starts the process where there is none, and returns at once. */
    public synchronized Node start() {
        if (isAlive()) {
            return this;
        }
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(key -> key.startsWith("PARLEY_"));
        builder.environment().putAll(settings);
        builder.environment().putAll(environment);
        try {
            process = builder.start();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be started.", e);
        }
    }

    /** Waits until it says that it is ready, and tells how long that took. */
    public Duration awaitReady(Duration atMost) {
        var began = System.nanoTime();
        while (!isReady()) {
            if (!isAlive()) {
                throw new IllegalStateException(name + " ended at its start:\n" + lastLines());
            }
            if (System.nanoTime() - began > atMost.toNanos()) {
                throw new IllegalStateException(
                        name + " was not ready within " + atMost.toSeconds() + " s:\n" + lastLines());
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    public boolean isReady() {
        return get("/readyz").isPresent();
    }

    /** The value of a counter, all its labels together; 0 where there is none. */
    public double counter(String metric) {
        return get("/metrics").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** SIGKILL, to its children as well; returns when it is gone. */
    public void kill() {
        each(ProcessHandle::destroyForcibly);
        awaitEnd(STOP_TIMEOUT);
    }

    /** SIGTERM; returns when it has stopped in order. */
    public Duration stop() {
        var began = System.nanoTime();
        var running = running();
        if (running != null) {
            running.destroy();
        }
        if (!awaitEnd(STOP_TIMEOUT)) {
            throw new IllegalStateException(name + " did not stop within " + STOP_TIMEOUT.toSeconds() + " s.");
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** SIGSTOP: it stays, and does nothing. */
    public void freeze() {
        signal("STOP");
    }

    /** SIGCONT: it goes on as if nothing had been. */
    public void thaw() {
        signal("CONT");
    }

    /** Whether it has ended, or does so within a time. */
    public boolean awaitEnd(Duration atMost) {
        var running = running();
        try {
            return running == null || running.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How often its log says something. */
    public long logged(String text) {
        try (var lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.contains(text)).count();
        } catch (IOException e) {
            throw new UncheckedIOException("The log of " + name + " cannot be read.", e);
        }
    }

    private Optional<String> get(String path) {
        var request = HttpRequest.newBuilder(address().resolve(path))
                .timeout(Duration.ofSeconds(2))
                .build();
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var answer = http.send(request, BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException e) {
            // Not there yet, or frozen.
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private void signal(String signal) {
        if (isAlive()) {
            each(each -> run("kill", "-" + signal, Long.toString(each.pid())));
        }
    }

    private void each(Consumer<ProcessHandle> action) {
        var running = running();
        if (running != null) {
            // First the process: it would take the end of a child for a fault of the child.
            Stream.concat(Stream.of(running.toHandle()), running.descendants().toList().stream())
                    .forEach(action);
        }
    }

    private synchronized @Nullable Process running() {
        return process;
    }

    private static void run(String... command) {
        try {
            var status = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (status != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String lastLines() {
        try {
            var lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }
}
