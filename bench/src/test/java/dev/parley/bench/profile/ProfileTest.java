package dev.parley.bench.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class ProfileTest {
    @TempDir
    private Path folder = Path.of("");

    /** A JVM that works until its input ends. */
    static final class Busy {
        private static volatile byte[] last = new byte[0];

        private Busy() {}

        public static void main(String[] args) throws IOException {
            System.out.println("busy");
            Thread.ofPlatform().daemon().name("worker").start(Busy::allocateForEver);
            while (System.in.read() >= 0) {}
        }

        private static void allocateForEver() {
            var kept = 0L;
            while (true) {
                last = new byte[10_000];
                kept += last.length;
                if (kept < 0) {
                    System.out.println(kept);
                }
            }
        }
    }

    @Test
    void drawsAFlameGraphOfEachKindAndJvm() throws Exception {
        var busy = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+EnableDynamicAgentLoading",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Busy.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var said = busy.inputReader()) {
            assertEquals("busy", said.readLine());
            var plan = new Profile.Plan(List.of(Kind.CPU, Kind.ALLOC), folder.resolve("graphs"), "run");

            var profile = Profile.start(List.of(busy.pid()), plan, Duration.ofSeconds(2));
            await(plan.file(busy.pid(), Kind.ALLOC));

            assertEquals(List.of(plan.file(busy.pid(), Kind.CPU), plan.file(busy.pid(), Kind.ALLOC)), profile.end());
            assertTrue(Files.readString(plan.file(busy.pid(), Kind.CPU)).contains("allocateForEver"));
            assertTrue(Files.readString(plan.file(busy.pid(), Kind.ALLOC)).contains("byte[]"));
        } finally {
            busy.destroyForcibly();
        }
    }

    @Test
    void writesNothingOfAJvmThatIsNotThere() {
        var plan = new Profile.Plan(List.of(Kind.CPU), folder, "run");

        assertEquals(
                List.of(),
                Profile.start(List.of(Long.MAX_VALUE), plan, Duration.ofMillis(10))
                        .end());
    }

    @Test
    void saysWhichKindsThereAre() {
        assertEquals(Kind.ALLOC, Kind.named(" Alloc"));
        var refusal = assertThrows(IllegalArgumentException.class, () -> Kind.named("locks"));
        assertEquals("--profile is \"locks\", but must be cpu or alloc.", refusal.getMessage());
    }

    private static void await(Path file) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!isThere(file) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static boolean isThere(Path file) {
        try {
            return Files.exists(file) && Files.size(file) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
