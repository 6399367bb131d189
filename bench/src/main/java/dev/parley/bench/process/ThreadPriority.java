package dev.parley.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets all threads of the generator go before those of the servers that it measures, its garbage collector's too, and the one
 * that keeps the time before them: waiting would make it late. Takes effect on Linux for root only; nothing is right or wrong
 * by it.
 *
 * @param nice of the process without it; a process that is started meanwhile inherits what its starter has then
 */
public record ThreadPriority(int nice) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadPriority.class);
    private static final Path PROCESS = Path.of("/proc/self");
    private static final Path THREAD = Path.of("/proc/thread-self");
    private static final int RAISED = -15;
    private static final int RAISED_CALLER = -20;
    /** Of the field "nice", counted from the one behind the name, which may hold anything but ends with the last bracket. */
    private static final int NICE = 16;

    /** To all threads of this process, most to the current one, and to those that they start, for a while. */
    public static ThreadPriority raise() {
        var lent = new ThreadPriority(niceOf(PROCESS));
        if (mayRenice()) {
            reniceAll(RAISED, RAISED_CALLER);
        }
        return lent;
    }

    @Override
    public void close() {
        if (mayRenice()) {
            reniceAll(nice, nice);
        }
    }

    private static boolean mayRenice() {
        return System.getProperty("user.name").equals("root") && Files.isDirectory(THREAD);
    }

    private static void reniceAll(int nice, int callers) {
        try (var threads = Files.newDirectoryStream(PROCESS.resolve("task"))) {
            renice(nice, threads);
            renice(callers, List.of(THREAD.toRealPath()));
        } catch (IOException e) {
            LOG.warn("nice={} failed: the generator may be late", nice, e);
        }
    }

    /** @param threads their folders */
    private static void renice(int nice, Iterable<Path> threads) throws IOException {
        var command = new ArrayList<>(List.of("renice", "-n", Integer.toString(nice), "-p"));
        threads.forEach(thread -> command.add(thread.getFileName().toString()));
        try {
            // Threads that have ended meanwhile are complained of, and that does not matter.
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param folder of a process or thread in {@code /proc} */
    static int niceOf(Path folder) {
        try {
            var stat = Files.readString(folder.resolve("stat"));
            return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[NICE]);
        } catch (IOException _) {
            return 0;
        }
    }
}
