package dev.parley.faults;

/** One row of the list of faults: what is broken, and what must happen. */
interface FaultScenario {
    /** As in the list of faults. */
    int number();

    String title();

    /** Whether it needs disks that can be filled; then it gets a platform of its own. */
    default boolean needsSmallDisks() {
        return false;
    }

    /** Why it cannot be run here; empty = it can. */
    default String impediment() {
        return "";
    }

    /** Uses the platform, breaks it, waits for it, and notes what it finds. It need not repair what it broke. */
    void run(Scene scene) throws InterruptedException;
}
