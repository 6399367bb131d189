package dev.parley.faults;

import dev.parley.faults.traffic.Poison;
import java.time.Duration;

/** Row 9: records that cannot be processed, in every partition of {@code actions}. */
final class PoisonRecords implements FaultScenario {
    private static final String COUNTER = "parley_topologies_dead_letters_total";
    private static final Duration LETTERS = Duration.ofSeconds(20);
    private static final Duration BOUND = Duration.ofSeconds(5);

    @Override
    public int number() {
        return 9;
    }

    @Override
    public String title() {
        return "poison records in actions; dead letters with cause and offset, the partition goes on";
    }

    @Override
    public void run(Scene scene) throws InterruptedException {
        var chat = scene.chat();
        var before = counted(scene);
        scene.say("poison planted");
        var plantedAt = System.nanoTime();
        var poison = Poison.plant(scene.access());
        scene.findings().within("every partition goes on", chat.awaitFlow(plantedAt, LETTERS), BOUND);
        var missing = poison.missing(LETTERS);
        scene.findings()
                .check(
                        "each is a dead letter with cause, place and bytes",
                        missing == 0,
                        (poison.count() - missing) + " of " + poison.count());
        var counted = counted(scene) - before;
        // A repeat after an aborted transaction counts again.
        scene.findings()
                .check(
                        "the counter shows them",
                        counted >= poison.count(),
                        COUNTER + " grew by " + Math.round(counted));
        scene.judge(chat);
    }

    private static double counted(Scene scene) {
        return scene.cluster().topologies(1).counter(COUNTER)
                + scene.cluster().topologies(2).counter(COUNTER);
    }
}
