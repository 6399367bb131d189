package dev.parley.runtime.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A poll is cut off at most once, and no wake-up is lost. */
final class AlarmTest {
    private final AtomicInteger calls = new AtomicInteger();
    private final Alarm alarm = new Alarm(calls::incrementAndGet);

    @Test
    void doesNotCallWhoIsAwake() {
        alarm.ring();
        assertEquals(0, calls.get());
    }

    @Test
    void callsASleeperOnce() {
        alarm.beforePoll();
        alarm.ring();
        alarm.ring();
        assertEquals(1, calls.get());
    }

    @Test
    void callsAgainInTheNextSleepOnceItWasHeard() {
        alarm.beforePoll();
        alarm.ring();
        alarm.heard();
        alarm.beforePoll();
        alarm.ring();
        assertEquals(2, calls.get());
    }

    @Test
    void doesNotCallTwiceForACallThatIsStillToBeHeard() {
        alarm.beforePoll();
        alarm.ring();
        alarm.afterPoll();
        // The call cuts off this poll, whoever rings meanwhile.
        alarm.beforePoll();
        alarm.ring();
        assertEquals(1, calls.get());
        alarm.heard();
        alarm.beforePoll();
        alarm.ring();
        assertEquals(2, calls.get());
    }
}
