package dev.parley.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ThreadPriorityTest {
    private static final Path PROCESS = Path.of("/proc/self");
    private static final Path THREAD = Path.of("/proc/thread-self");
    /** A thread of the JVM's own and one of Java's: both live as long as the test. */
    private static final String OF_THE_JVM = "VM Thread";

    private static final String OF_JAVA = "precedence-test";

    private static Map<String, Integer> nices() throws IOException {
        var nices = new HashMap<String, Integer>();
        try (var threads = Files.newDirectoryStream(PROCESS.resolve("task"))) {
            for (var thread : threads) {
                var comm = thread.resolve("comm");
                var name = Files.isReadable(comm) ? Files.readString(comm).strip() : "";
                if (name.equals(OF_THE_JVM) || name.equals(OF_JAVA)) {
                    nices.put(name, ThreadPriority.niceOf(thread));
                }
            }
        }
        return nices;
    }

    @Test
    void isLentToEveryThreadAndGivenBackByAll() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root") && Files.isDirectory(THREAD));
        var before = ThreadPriority.niceOf(PROCESS);
        var isHere = new CountDownLatch(1);
        var isDone = new CountDownLatch(1);
        var thread = Thread.ofPlatform().daemon().name(OF_JAVA).start(() -> {
            isHere.countDown();
            try {
                isDone.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        isHere.await();

        try (var lent = ThreadPriority.raise()) {
            assertEquals(before, lent.nice());
            assertEquals(-20, ThreadPriority.niceOf(THREAD));
            assertEquals(Map.of(OF_THE_JVM, -15, OF_JAVA, -15), nices());
        }

        assertEquals(Map.of(OF_THE_JVM, before, OF_JAVA, before), nices());
        assertEquals(before, ThreadPriority.niceOf(THREAD));
        isDone.countDown();
        thread.join();
    }
}
