package dev.parley.standalone.process;

import dev.parley.runtime.service.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that still runs on the folder because the process that started it was killed. */
public final class OrphanedServer {
    private static final Logger LOG = LoggerFactory.getLogger(OrphanedServer.class);
    private static final long PATIENCE_SECONDS = 20;

    private OrphanedServer() {}

    /**
     * Stops the server of the pid file if it still runs on our folder.
     *
     * @param name of the part, for the log and for the operator
     * @param mark an argument of its command line that no server on another folder has
     */
    public static void stop(String name, Path pidFile, String mark) {
        find(pidFile, mark).ifPresent(server -> {
            LOG.warn("event=orphaned-server part={} pid={} action=stop", name, server.pid());
            server.destroy();
            if (!hasEnded(server)) {
                LOG.warn("event=orphaned-server-hangs part={} pid={} action=kill", name, server.pid());
                server.destroyForcibly();
                if (!hasEnded(server)) {
                    throw new StartException("An orphaned server of the " + name + " (process " + server.pid()
                            + ") still uses the data folder and cannot be killed; end it and try again.");
                }
            }
        });
    }

    private static Optional<ProcessHandle> find(Path pidFile, String mark) {
        try {
            var pid = Long.parseLong(Files.readString(pidFile).strip());
            return ProcessHandle.of(pid).filter(process -> isOurs(process, mark));
        } catch (IOException | NumberFormatException e) {
            // No pid file, or an incomplete one: the server writes it before it opens its tables.
            return Optional.empty();
        }
    }

    /** The pid may have been reused by another process. */
    private static boolean isOurs(ProcessHandle process, String mark) {
        return process.info()
                .arguments()
                .map(arguments -> Arrays.asList(arguments).contains(mark))
                .orElse(false);
    }

    private static boolean hasEnded(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
