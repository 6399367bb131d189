package dev.parley.client.run;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** What a run ran on, and of which commit the program is. */
public record MachineInfo(int cpus, long memoryMiB, String os, String java, String commit) {
    private static final String UNKNOWN = "unknown";

    public static MachineInfo here() {
        return new MachineInfo(
                Runtime.getRuntime().availableProcessors(),
                system().getTotalMemorySize() >> 20,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                Runtime.version().toString(),
                checkedOut());
    }

    /** CPU time of this process so far, in nanoseconds. */
    public static long ownCpuNanos() {
        return system().getProcessCpuTime();
    }

    private static OperatingSystemMXBean system() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    }

    private static String checkedOut() {
        try {
            var git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor(5, TimeUnit.SECONDS) && git.exitValue() == 0 && !said.isEmpty() ? said : UNKNOWN;
        } catch (IOException _) {
            return UNKNOWN;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }
}
