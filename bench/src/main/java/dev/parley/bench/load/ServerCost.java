package dev.parley.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What the processes of a platform on this machine use, their children included, as the kernel counts it. */
public final class ServerCost {
    private static final double TICKS_A_SECOND = 100;
    private static final int UTIME = 11;
    private static final int CHILDREN_STIME = 14;

    private final List<Long> pids;

    /** @param pids empty = the platform is elsewhere, and nothing is known of it */
    public ServerCost(List<Long> pids) {
        this.pids = pids;
    }

    /**
     * Use at one moment.
     *
     * @param cpuSeconds user and system time since the processes began
     * @param residentMiB what is resident, by program
     * @param writtenBytes what was handed to the kernel to be written since the processes began, by program: files (the log, changelogs,
     *     SQL) and sockets
     */
    public record Use(double cpuSeconds, TreeMap<String, Long> residentMiB, TreeMap<String, Long> writtenBytes) {
        /** Bytes for each of so many messages since an earlier moment, by program. */
        Map<String, Long> writtenSince(Use before, long messages) {
            var each = new TreeMap<String, Long>();
            writtenBytes.forEach((program, bytes) ->
                    each.put(program, (bytes - before.writtenBytes.getOrDefault(program, 0L)) / messages));
            return each;
        }

        public long totalMiB() {
            return residentMiB.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** The JVMs among them. */
    public List<Long> machines() {
        return LongStream.of(processes())
                .filter(pid -> name(pid).equals("java"))
                .boxed()
                .toList();
    }

    private long[] processes() {
        return pids.stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .mapToLong(ProcessHandle::pid)
                .distinct()
                .toArray();
    }

    /** Empty where the platform is elsewhere or gone. */
    public Optional<Use> now() {
        var all = processes();
        if (all.length == 0) {
            return Optional.empty();
        }
        var resident = new TreeMap<String, Long>();
        var written = new TreeMap<String, Long>();
        var cpu = 0.0;
        for (var pid : all) {
            resident.merge(name(pid), residentMiB(pid), Long::sum);
            written.merge(name(pid), writtenBytes(pid), Long::sum);
            cpu += cpuSeconds(pid);
        }
        return Optional.of(new Use(cpu, resident, written));
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
        return number(pid, "status", "VmRSS:") / 1024;
    }

    /** The number in a line of one of the kernel's files; 0 where there is none. */
    private static long number(long pid, String file, String name) {
        return read(pid, file)
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
    }

    private static long writtenBytes(long pid) {
        return number(pid, "io", "wchar:");
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
