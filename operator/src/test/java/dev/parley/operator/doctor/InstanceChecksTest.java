package dev.parley.operator.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.operator.doctor.Finding.Level;
import dev.parley.operator.instances.InstanceAnswer;
import dev.parley.operator.instances.InstanceAnswer.Answered;
import dev.parley.operator.instances.InstanceAnswer.Silent;
import dev.parley.operator.instances.InstanceStatus;
import dev.parley.operator.instances.InstanceStatus.Disk;
import dev.parley.operator.instances.InstanceStatus.Feature;
import dev.parley.operator.instances.InstanceStatus.Part;
import dev.parley.operator.instances.InstanceStatus.StreamTask;
import dev.parley.operator.instances.InstanceStatus.StreamThread;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class InstanceChecksTest {
    private static final URI URL = URI.create("http://127.0.0.1:9090");
    private static final Instant NOW = Instant.parse("2026-01-08T00:00:00Z");
    private static final long GIB = 1L << 30;

    /** A healthy one, to be spoilt. */
    private record Spec(
            String version,
            String java,
            Instant time,
            boolean ready,
            long memory,
            long heap,
            long open,
            long maxOpen,
            long free,
            List<Feature> features) {
        static final Spec GOOD = new Spec(
                "1.0", "25.0.1", NOW, true, 4 * GIB, 2 * GIB, 100, 100_000, 50 * GIB, List.of(feature(1, false, 1)));

        Answered answer() {
            var status = new InstanceStatus(
                    "topologies",
                    version,
                    "abc",
                    java,
                    1,
                    time.toString(),
                    NOW.toString(),
                    60,
                    true,
                    ready,
                    Map.of("topology-heads", new Part(ready, ready ? "ready" : "REBALANCING")),
                    2,
                    memory,
                    heap,
                    open,
                    maxOpen,
                    List.of(new Disk("state", free, 100 * GIB)),
                    features);
            return new Answered(URL, status, NOW, Duration.ofMillis(10));
        }
    }

    @Test
    void findsNothingWrongWithAHealthyOne() {
        assertTrue(InstanceChecks.of(List.of(Spec.GOOD.answer())).stream()
                .allMatch(finding -> finding.level() == Level.OK));
    }

    @Test
    void findsOneThatDoesNotAnswer() {
        assertFound(Level.WRONG, "no answer", List.of(new Silent(URL, "why")));
    }

    @Test
    void findsOneThatIsNotReadyWithTheReason() {
        assertFound(
                Level.WRONG,
                "topology-heads: REBALANCING",
                spoilt(good -> new Spec(
                        good.version,
                        good.java,
                        good.time,
                        false,
                        good.memory,
                        good.heap,
                        good.open,
                        good.maxOpen,
                        good.free,
                        good.features)));
    }

    @Test
    void findsBuildsAndJavasThatDiffer() {
        var good = Spec.GOOD;
        var other = new Spec(
                "2.0",
                "25.0.2",
                good.time,
                true,
                good.memory,
                good.heap,
                good.open,
                good.maxOpen,
                good.free,
                good.features);
        var findings = InstanceChecks.of(List.of(good.answer(), other.answer()));
        assertFound(Level.WRONG, "1.0 abc on " + URL + "; 2.0 abc on " + URL, findings, "builds");
        assertFound(Level.WRONG, "25.0.1 on", findings, "Java");
    }

    @Test
    void findsAClockThatIsOff() {
        for (var off : List.of(Duration.ofSeconds(3), Duration.ofSeconds(-3))) {
            assertFound(
                    Level.WRONG,
                    "clock is 2 s off",
                    spoilt(good -> new Spec(
                            good.version,
                            good.java,
                            NOW.plus(off),
                            true,
                            good.memory,
                            good.heap,
                            good.open,
                            good.maxOpen,
                            good.free,
                            good.features)));
        }
    }

    @Test
    void findsTooFewDescriptors() {
        assertFound(
                Level.WRONG,
                "100 of 1024 descriptors",
                spoilt(good -> new Spec(
                        good.version,
                        good.java,
                        good.time,
                        true,
                        good.memory,
                        good.heap,
                        100,
                        1024,
                        good.free,
                        good.features)));
        assertFound(
                Level.WRONG,
                "90000 of 100000",
                spoilt(good -> new Spec(
                        good.version,
                        good.java,
                        good.time,
                        true,
                        good.memory,
                        good.heap,
                        90_000,
                        100_000,
                        good.free,
                        good.features)));
    }

    @Test
    void findsAHeapThatLeavesNoRoom() {
        assertFound(
                Level.WRONG,
                "3.5 GiB of 4.0 GiB",
                spoilt(good -> new Spec(
                        good.version,
                        good.java,
                        good.time,
                        true,
                        4 * GIB,
                        7 * GIB / 2,
                        good.open,
                        good.maxOpen,
                        good.free,
                        good.features)));
    }

    @Test
    void findsADiskThatRunsFull() {
        assertFound(Level.WRONG, "(9 %)", spoilt(good -> withFree(good, 9 * GIB)));
        assertFound(Level.ADVICE, "(19 %)", spoilt(good -> withFree(good, 19 * GIB)));
    }

    @Test
    void findsWhatAnOperatorLeftBehind() {
        assertFound(Level.ADVICE, "paused", spoilt(good -> withFeature(good, feature(1, true, 1))));
        assertFound(Level.WRONG, "1 threads of 3", spoilt(good -> withFeature(good, feature(3, false, 1))));
        assertFound(
                Level.ADVICE,
                "1 of 2 threads have no partition",
                spoilt(good -> withFeature(good, feature(2, false, 1, 0))));
    }

    private static List<InstanceAnswer> spoilt(UnaryOperator<Spec> spoil) {
        return List.of(spoil.apply(Spec.GOOD).answer());
    }

    private static Spec withFree(Spec good, long free) {
        return new Spec(
                good.version,
                good.java,
                good.time,
                true,
                good.memory,
                good.heap,
                good.open,
                good.maxOpen,
                free,
                good.features);
    }

    private static Spec withFeature(Spec good, Feature feature) {
        return new Spec(
                good.version,
                good.java,
                good.time,
                true,
                good.memory,
                good.heap,
                good.open,
                good.maxOpen,
                good.free,
                List.of(feature));
    }

    private static Feature feature(int target, boolean isPaused, int... tasksOfThreads) {
        var threads = java.util.Arrays.stream(tasksOfThreads)
                .mapToObj(tasks -> new StreamThread(
                        "t",
                        "RUNNING",
                        java.util.stream.IntStream.range(0, tasks)
                                .mapToObj(task -> new StreamTask("0_" + task, List.of()))
                                .toList(),
                        List.of()))
                .toList();
        return new Feature("heads", "RUNNING", isPaused, target, threads, List.of());
    }

    private static void assertFound(Level level, String what, List<InstanceAnswer> answers) {
        assertFound(level, what, InstanceChecks.of(answers), "");
    }

    private static void assertFound(Level level, String what, List<Finding> findings, String where) {
        var found = findings.stream()
                .filter(finding ->
                        finding.what().contains(what) && finding.where().contains(where))
                .toList();
        assertEquals(1, found.size(), findings.toString());
        assertEquals(level, found.getFirst().level());
        assertTrue(!found.getFirst().toDo().isBlank(), "it says what to do");
    }
}
