package dev.parley.bench.load;

import dev.parley.bench.observe.AttachedJvm;
import dev.parley.bench.observe.Vitals;
import dev.parley.bench.profile.Profile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Looks at the platform's processes while a run is measured. Whatever takes time is done beside the run, not in it. */
final class ServerWatch implements AutoCloseable {
    private final Means means;
    private final ServerCost cost;
    private final List<AttachedJvm> machines;

    /**
     * By which means.
     *
     * @param pids the platform's processes; empty = it is elsewhere
     * @param platform where its metrics are; null = nowhere
     * @param profile null = none is taken
     */
    record Means(List<Long> pids, @Nullable URI platform, Profile.@Nullable Plan profile, boolean countsAllocations) {
        static Means ofProcesses(List<Long> pids) {
            return new Means(pids, null, null, false);
        }
    }

    /**
     * What was seen in a stretch of time.
     *
     * @param before what the processes had used at its beginning
     * @param allocatedBytes on the heaps of all JVMs, where it was asked for
     * @param profiles flame graphs
     */
    record Seen(
            Optional<ServerCost.Use> before,
            Optional<ServerCost.Use> after,
            Optional<Vitals> vitals,
            OptionalLong allocatedBytes,
            List<Path> profiles) {}

    ServerWatch(Means means) {
        this.means = means;
        this.cost = new ServerCost(means.pids());
        this.machines = means.countsAllocations()
                ? cost.machines().stream()
                        .flatMap(pid -> AttachedJvm.attach(pid).stream())
                        .toList()
                : List.of();
    }

    /** @param expected how long the stretch will be, for what must know it before */
    Stretch begin(Duration expected) {
        return new Stretch(expected);
    }

    /** From its making to its end. */
    final class Stretch {
        private final Optional<ServerCost.Use> before = cost.now();
        private final CompletableFuture<@Nullable Long> allocated =
                CompletableFuture.supplyAsync(ServerWatch.this::allocatedBytes);
        private final CompletableFuture<Optional<Vitals.Stretch>> vitals = CompletableFuture.supplyAsync(
                () -> Optional.ofNullable(means.platform()).map(Vitals::begin));
        private final CompletableFuture<Optional<Profile>> profile;

        Stretch(Duration expected) {
            this.profile = CompletableFuture.supplyAsync(() ->
                    Optional.ofNullable(means.profile()).map(plan -> Profile.start(cost.machines(), plan, expected)));
        }

        Seen end() {
            var after = cost.now();
            var allocatedBefore = allocated.join();
            var allocatedAfter = allocatedBytes();
            return new Seen(
                    before,
                    after,
                    vitals.join().flatMap(Vitals.Stretch::end),
                    allocatedBefore == null || allocatedAfter == null
                            ? OptionalLong.empty()
                            : OptionalLong.of(allocatedAfter - allocatedBefore),
                    profile.join().map(Profile::end).orElse(List.of()));
        }
    }

    private @Nullable Long allocatedBytes() {
        return machines.isEmpty()
                ? null
                : machines.stream().mapToLong(AttachedJvm::allocatedBytes).sum();
    }

    @Override
    public void close() {
        machines.forEach(AttachedJvm::close);
    }
}
