package dev.parley.bench.gate;

/**
 * What one message cost a server in one run.
 *
 * @param cpuMicros of all its processes
 * @param allocatedBytes on the heaps of all its JVMs
 */
public record Cost(double cpuMicros, double allocatedBytes) {
    /** This cost as a multiple of another one. */
    Cost dividedBy(Cost other) {
        return new Cost(cpuMicros / other.cpuMicros(), allocatedBytes / other.allocatedBytes());
    }
}
