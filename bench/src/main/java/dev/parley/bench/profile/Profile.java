package dev.parley.bench.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Flame graphs of several JVMs over a stretch of time. A profiler counts one thing at a time, so each kind gets its share
 * of the stretch, one after another. The figures of a profiled run are a little worse than those of another one.
 */
public final class Profile implements AutoCloseable {
    private final List<ProfiledJvm> machines;
    private final Plan plan;
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Path> written = new ArrayList<>();
    private final Thread thread;

    /**
     * What to take.
     *
     * @param folder where the flame graphs are written
     * @param name begins the names of the files
     */
    public record Plan(List<Kind> kinds, Path folder, String name) {
        Path file(long pid, Kind kind) {
            return folder.resolve(name + "-" + pid + "-" + kind.fileSuffix() + ".html");
        }
    }

    private Profile(List<ProfiledJvm> machines, Plan plan, Duration stretch) {
        this.machines = machines;
        this.plan = plan;
        this.thread = Thread.ofPlatform().daemon().name("profile").start(() -> run(stretch));
    }

    /** Begins now, and takes no longer than the stretch. */
    public static Profile start(List<Long> pids, Plan plan, Duration stretch) {
        try {
            Files.createDirectories(plan.folder());
        } catch (IOException e) {
            throw new UncheckedIOException("Profiles cannot be written to " + plan.folder() + ".", e);
        }
        var library = AgentLibrary.unpacked();
        return new Profile(
                pids.stream().map(pid -> new ProfiledJvm(pid, library)).toList(), plan, stretch);
    }

    private void run(Duration stretch) {
        for (var kind : plan.kinds()) {
            var started =
                    machines.stream().filter(machine -> machine.start(kind)).toList();
            await(stretch.dividedBy(plan.kinds().size()));
            started.forEach(machine -> stop(machine, kind));
        }
    }

    private void await(Duration share) {
        try {
            var _ = over.await(share.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop(ProfiledJvm machine, Kind kind) {
        var file = plan.file(machine.pid(), kind);
        if (machine.stop(kind, file)) {
            synchronized (written) {
                written.add(file);
            }
        }
    }

    /** Ends what is still being taken, and returns the flame graphs. */
    public List<Path> end() {
        close();
        synchronized (written) {
            return List.copyOf(written);
        }
    }

    @Override
    public void close() {
        over.countDown();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
