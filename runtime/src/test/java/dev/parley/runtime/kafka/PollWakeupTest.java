package dev.parley.runtime.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A poll is cut off at most once, and no wake-up is lost. */
final class PollWakeupTest {
    private final AtomicInteger calls = new AtomicInteger();
    private final PollWakeup wakeup = new PollWakeup(calls::incrementAndGet);

    @Test
    void doesNotCallWhoIsAwake() {
        wakeup.request();
        assertEquals(0, calls.get());
    }

    @Test
    void callsASleeperOnce() {
        wakeup.beforePoll();
        wakeup.request();
        wakeup.request();
        assertEquals(1, calls.get());
    }

    @Test
    void callsAgainInTheNextSleepOnceItWasHeard() {
        wakeup.beforePoll();
        wakeup.request();
        wakeup.consumed();
        wakeup.beforePoll();
        wakeup.request();
        assertEquals(2, calls.get());
    }

    @Test
    void doesNotCallTwiceForACallThatIsStillToBeHeard() {
        wakeup.beforePoll();
        wakeup.request();
        wakeup.afterPoll();
        // The call cuts off this poll, whoever rings meanwhile.
        wakeup.beforePoll();
        wakeup.request();
        assertEquals(1, calls.get());
        wakeup.consumed();
        wakeup.beforePoll();
        wakeup.request();
        assertEquals(2, calls.get());
    }
}
