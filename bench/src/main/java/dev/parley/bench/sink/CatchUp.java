package dev.parley.bench.sink;

import dev.parley.bench.load.ServerCost;

/**
 * How a sink took what was in the log already.
 *
 * @param rows that it took meanwhile
 * @param cpuSeconds of the servers meanwhile; 0 where they are elsewhere
 */
record CatchUp(long rows, double seconds, double cpuSeconds) {
    /** From now until the store has so many rows. */
    static CatchUp measure(RowCount store, long count, ServerCost servers) {
        var began = System.nanoTime();
        var cpu = cpuSeconds(servers);
        var there = store.now();
        store.await(count);
        var seconds = (System.nanoTime() - began) / 1e9;
        return new CatchUp(Math.max(1, count - there), seconds, cpuSeconds(servers) - cpu);
    }

    static double cpuSeconds(ServerCost servers) {
        return servers.now().map(ServerCost.Use::cpuSeconds).orElse(0.0);
    }

    double rowsPerSecond() {
        return rows / seconds;
    }

    double cpuMicrosPerRow() {
        return microsPerRow(cpuSeconds);
    }

    double microsPerRow(double cpu) {
        return cpu * 1e6 / rows;
    }
}
