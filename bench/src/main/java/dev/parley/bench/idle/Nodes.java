package dev.parley.bench.idle;

import dev.parley.bench.load.ServerCost;
import dev.parley.bench.observe.AttachedJvm;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The push nodes under measurement.
 *
 * @param urls of their sockets
 * @param pids of their processes
 */
record Nodes(List<URI> urls, List<Long> pids) {
    private static final double KIB = 1024;

    /** Looks on for a while, then runs a garbage collection, and reads. */
    IdleReport.Reading read(Duration stretch) {
        var cost = new ServerCost(pids);
        var before = cost.now().orElseThrow(Nodes::gone).cpuSeconds();
        var began = System.nanoTime();
        for (var left = stretch.toNanos(); left > 0; left = stretch.toNanos() - (System.nanoTime() - began)) {
            LockSupport.parkNanos(left);
        }
        var seconds = (System.nanoTime() - began) / 1e9;
        var cpu = cost.now().orElseThrow(Nodes::gone).cpuSeconds() - before;
        var heap = pids.stream().mapToDouble(Nodes::liveHeap).sum() / KIB;
        var resident = cost.now().orElseThrow(Nodes::gone).totalMiB() * KIB;
        return new IdleReport.Reading(resident, heap, cpu * 1e6 / seconds);
    }

    private static double liveHeap(long pid) {
        return AttachedJvm.attach(pid)
                .map(jvm -> {
                    try (jvm) {
                        return (double) jvm.liveHeapBytes();
                    }
                })
                .orElse(0.0);
    }

    private static IllegalStateException gone() {
        return new IllegalStateException("The push node has ended, or is not on this machine: give --pid.");
    }
}
