package dev.parley.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PacerTest {
    private final Pacer pacer = new Pacer();

    @Test
    void neverReturnsBeforeTheTime() {
        var start = System.nanoTime();
        for (var i = 1; i <= 50; i++) {
            var intended = start + TimeUnit.MILLISECONDS.toNanos(i);
            pacer.await(intended);
            assertTrue(System.nanoTime() - intended >= 0);
        }
        assertEquals(50, pacer.lateness().count());
    }

    @Test
    void tellsHowLateItWas() {
        pacer.await(System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(40));

        assertTrue(pacer.lateness().max() >= 40, () -> pacer.lateness().text());
    }

    @Test
    void forgetsTheWarmUp() {
        pacer.await(System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(40));
        pacer.reset();

        assertEquals(0, pacer.lateness().count());
    }
}
