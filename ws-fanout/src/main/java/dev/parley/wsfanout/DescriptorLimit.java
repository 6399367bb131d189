package dev.parley.wsfanout;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many files and connections the process may have open: a socket beyond it cannot even be refused.
 *
 * @param descriptors the process's limit
 */
record DescriptorLimit(long descriptors) {
    private static final Logger LOG = LoggerFactory.getLogger(DescriptorLimit.class);

    /** Connections to brokers and stores, libraries, logs, and sockets that are being refused. */
    private static final int OTHERS = 500;

    /** Of this process; without one where the system does not tell. */
    static DescriptorLimit ofProcess() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? new DescriptorLimit(system.getMaxFileDescriptorCount())
                : new DescriptorLimit(Long.MAX_VALUE);
    }

    /** Tells the operator where the node takes more sockets than the process can hold. */
    void check(int maxSockets) {
        remedyFor(maxSockets)
                .ifPresent(remedy -> LOG.warn(
                        "event=descriptor-limit-low max_sockets={} descriptors={} remedy=\"{}\"",
                        maxSockets,
                        descriptors,
                        remedy));
    }

    /** What to do so that all sockets can be open at the same time; empty where they can. */
    Optional<String> remedyFor(int maxSockets) {
        var needed = maxSockets + (long) OTHERS;
        if (descriptors >= needed) {
            return Optional.empty();
        }
        var raise = "Raise the process's limit of open files to " + needed
                + " or more (ulimit -n, or LimitNOFILE= of systemd)";
        return Optional.of(
                descriptors > OTHERS
                        ? raise + ", or set PARLEY_MAX_SOCKETS to " + (descriptors - OTHERS) + " or less."
                        : raise + ".");
    }
}
