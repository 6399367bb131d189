package dev.parley.topologies;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class StreamThreadsTest {
    private final Counted counted = new Counted();

    /** Threads that are only counted. */
    private static final class Counted implements StreamThreads.Threads {
        private final List<String> steps = new ArrayList<>();
        private final AtomicInteger count = new AtomicInteger(1);
        private volatile boolean mayChange = true;

        @Override
        public int count() {
            return count.get();
        }

        @Override
        public boolean add() {
            steps.add("add");
            count.addAndGet(mayChange ? 1 : 0);
            return mayChange;
        }

        @Override
        public boolean remove() {
            steps.add("remove");
            count.addAndGet(mayChange ? -1 : 0);
            return mayChange;
        }
    }

    @Test
    void addsAndRemovesOneAfterTheOther() {
        try (var threads = new StreamThreads("heads", counted, 1)) {
            threads.set(4);
            assertEquals(4, counted.count.get());
            threads.set(2);
            assertEquals(2, counted.count.get());
            assertEquals(List.of("add", "add", "add", "remove", "remove"), counted.steps);
        }
    }

    @Test
    void changesNothingWhereThereAreSoMany() {
        try (var threads = new StreamThreads("heads", counted, 1)) {
            threads.set(1);
            assertEquals(List.of(), counted.steps);
        }
    }

    @Test
    void givesUpWhereTheApplicationRefusesAndKeepsTheWish() {
        try (var threads = new StreamThreads("heads", counted, 1)) {
            counted.mayChange = false;
            threads.set(3);
            assertEquals(1, counted.count.get());
            assertEquals(3, threads.target());
            counted.mayChange = true;
            threads.set(3);
            assertEquals(3, counted.count.get());
        }
    }
}
