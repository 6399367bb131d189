package dev.parley.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the processes of a platform on this machine use, their children included, as the kernel counts it. */
final class ServerCost {
    private static final double TICKS_A_SECOND = 100;
    private static final int UTIME = 11;
    private static final int CHILDREN_STIME = 14;

    private final List<Long> pids;

    /** @param pids empty = the platform is elsewhere, and nothing is known of it */
    ServerCost(List<Long> pids) {
        this.pids = pids;
    }

    /**
     * Use at one moment.
     *
     * @param cpuSeconds user and system time since the processes began
     * @param residentMiB what is resident, by program
     */
    record Use(double cpuSeconds, TreeMap<String, Long> residentMiB) {
        long totalMiB() {
            return residentMiB.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Empty where the platform is elsewhere or gone. */
    Optional<Use> now() {
        var all = pids.stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .mapToLong(ProcessHandle::pid)
                .distinct()
                .toArray();
        if (all.length == 0) {
            return Optional.empty();
        }
        var resident = new TreeMap<String, Long>();
        var cpu = 0.0;
        for (var pid : all) {
            resident.merge(name(pid), residentMiB(pid), Long::sum);
            cpu += cpuSeconds(pid);
        }
        return Optional.of(new Use(cpu, resident));
    }

    private static double cpuSeconds(long pid) {
        var fields = afterName(pid);
        var ticks = 0L;
        // utime, stime, and the same of the children that have ended.
        for (var i = UTIME; i <= CHILDREN_STIME && i < fields.length; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks / TICKS_A_SECOND;
    }

    /** The fields of {@code stat} from the state on; the name before may hold anything. */
    private static String[] afterName(long pid) {
        var stat = read(pid, "stat");
        return stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
    }

    private static String name(long pid) {
        return read(pid, "comm").strip();
    }

    private static long residentMiB(long pid) {
        return read(pid, "status")
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .sum();
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file), StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            // It ended in between.
            return "";
        }
    }
}
