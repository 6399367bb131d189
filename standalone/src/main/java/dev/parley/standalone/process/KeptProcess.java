package dev.parley.standalone.process;

import dev.parley.runtime.service.StartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server as a child process, which ends with this process, even if that is killed. */
public final class KeptProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeptProcess.class);
    private static final long STOP_SECONDS = 30;
    private static final long POLL_MILLIS = 20;

    /** Runs the server and stops it at the end of standard input, which is when the parent process is gone. */
    private static final String KEEPER = """
            exec 3<&0
            "$@" </dev/null 3<&- & server=$!
            (read -r line <&3; kill "$server") >/dev/null 2>&1 & watch=$!
            exec 3<&-
            wait "$server"; status=$?
            kill "$watch" >/dev/null 2>&1
            exit "$status"
            """;

    private final String name;
    private final Path log;
    private final Process keeper;
    private volatile boolean isStopping;

    private KeptProcess(String name, Path log, Process keeper) {
        this.name = name;
        this.log = log;
        this.keeper = keeper;
    }

    /** @param log what the server prints */
    public static KeptProcess launch(String name, List<String> server, Path log) {
        // A session of its own: Ctrl-C signals every process of the terminal, but the server must stop after the
        // services.
        var command = new ArrayList<>(List.of("nice", "-n", "5", "setsid", "/bin/sh", "-c", KEEPER, name + "-keeper"));
        command.addAll(server);
        try {
            var keeper = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new KeptProcess(name, log, keeper);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be started.", e);
        }
    }

    /** Returns when the server is ready, and watches it from then on; where it does not start, it is stopped. */
    public void awaitReady(BooleanSupplier isReady, Duration atMost, Consumer<String> onDeath) {
        var deadline = System.nanoTime() + atMost.toNanos();
        try {
            while (!isReady.getAsBoolean()) {
                if (keeper.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new StartException(name + " exited during its start; see " + log + ".");
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new StartException(
                            name + " was not ready after " + atMost.toSeconds() + " s; see " + log + ".");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new StartException("Interrupted during the start of " + name + ".", e);
        } catch (StartException | UncheckedIOException e) {
            close();
            throw e;
        }
        Thread.ofVirtual().name(name + "-watch").start(() -> watch(onDeath));
    }

    @Override
    public void close() {
        isStopping = true;
        try {
            // At the end of its input the keeper stops the server.
            keeper.getOutputStream().close();
            if (!keeper.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.error("event=server-hangs server={} action=kill", name);
                keeper.descendants().forEach(ProcessHandle::destroyForcibly);
                keeper.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot stop " + name + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(Consumer<String> onDeath) {
        try {
            var status = keeper.waitFor();
            if (!isStopping) {
                onDeath.accept(name + " ended by itself with status " + status + "; see " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
