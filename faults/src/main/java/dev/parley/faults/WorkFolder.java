package dev.parley.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A folder for one run, emptied of everything but the logs of a failure, also where the run is interrupted. Safe for many threads. */
final class WorkFolder implements AutoCloseable {
    private final Path root;
    private final Thread hook;
    private final Deque<AutoCloseable> inUse = new ArrayDeque<>();
    private boolean keepsLogs;
    private boolean isClosed;

    private WorkFolder(Path root) {
        this.root = root;
        this.hook = new Thread(this::clear, "clear-up");
    }

    /** @param parent null = where temporary files go */
    static WorkFolder open(@Nullable Path parent) {
        try {
            if (parent != null) {
                Files.createDirectories(parent);
            }
            var root = parent == null
                    ? Files.createTempDirectory("parley-fault-")
                    : Files.createTempDirectory(parent.toAbsolutePath(), "fault-");
            var place = new WorkFolder(root);
            Runtime.getRuntime().addShutdownHook(place.hook);
            return place;
        } catch (IOException e) {
            throw new UncheckedIOException("There is no folder to work in.", e);
        }
    }

    Path folder(String name) {
        return root.resolve(name);
    }

    /** Something that must be closed before the folder is emptied. */
    synchronized <T extends AutoCloseable> T use(T resource) {
        if (isClosed) {
            close(resource);
            throw new IllegalStateException("The run was interrupted.");
        }
        inUse.push(resource);
        return resource;
    }

    /** Closes what is in use; the folder stays. */
    synchronized void release() {
        for (var each = inUse.poll(); each != null; each = inUse.poll()) {
            close(each);
        }
    }

    /** The logs stay, and where. */
    synchronized Path keepLogs() {
        keepsLogs = true;
        return root;
    }

    private synchronized void clear() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        release();
        try (var files = Files.walk(root)) {
            files.sorted(Comparator.reverseOrder())
                    .filter(file -> !keepsLogs || !isOfLogs(file))
                    .forEach(WorkFolder::delete);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + root + " cannot be emptied.", e);
        }
    }

    /** Whether it is a log, or a folder on the way to one. */
    private boolean isOfLogs(Path file) {
        var inside = root.relativize(file);
        return inside.getNameCount() < 2
                ? Files.isDirectory(file)
                : inside.getName(1).endsWith("logs");
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // A process that is about to end may still write there: what it writes stays.
        }
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            throw new IllegalStateException("The run's folder cannot be removed completely: " + e, e);
        }
    }

    @Override
    public void close() {
        clear();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the hook runs, and finds nothing more to do.
        }
    }
}
