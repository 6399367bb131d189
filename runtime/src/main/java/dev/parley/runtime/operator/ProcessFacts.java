package dev.parley.runtime.operator;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a process has of its machine, or of its container where it is in one.
 *
 * @param memoryBytes 0 = not known
 * @param maxOpenFiles 0 = not known
 * @param disks of the folders that operators watch
 */
record ProcessFacts(
        int processors,
        long memoryBytes,
        long maxHeapBytes,
        long openFiles,
        long maxOpenFiles,
        Map<String, Disk> disks) {

    /** The file system of a folder. */
    record Disk(long freeBytes, long totalBytes) {}

    static ProcessFacts now(Map<String, Path> folders) {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return new ProcessFacts(
                Runtime.getRuntime().availableProcessors(),
                // The limit of the container, where there is one.
                system instanceof OperatingSystemMXBean machine ? machine.getTotalMemorySize() : 0,
                Runtime.getRuntime().maxMemory(),
                system instanceof UnixOperatingSystemMXBean unix ? unix.getOpenFileDescriptorCount() : 0,
                system instanceof UnixOperatingSystemMXBean unix ? unix.getMaxFileDescriptorCount() : 0,
                disks(folders));
    }

    private static Map<String, Disk> disks(Map<String, Path> folders) {
        var disks = new TreeMap<String, Disk>();
        folders.forEach((name, folder) -> {
            try {
                var store = Files.getFileStore(existing(folder.toAbsolutePath()));
                disks.put(name, new Disk(store.getUsableSpace(), store.getTotalSpace()));
            } catch (IOException e) {
                // The folder went away between two looks.
                disks.remove(name);
            }
        });
        return disks;
    }

    private static Path existing(Path folder) {
        var parent = folder.getParent();
        return Files.exists(folder) || parent == null ? folder : existing(parent);
    }
}
