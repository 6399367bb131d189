package dev.parley.wsfanout.session;

import static dev.parley.wsfanout.session.EphemeralPace.Offer.MERGED;
import static dev.parley.wsfanout.session.EphemeralPace.Offer.TAKEN;
import static dev.parley.wsfanout.session.EphemeralPace.Offer.THROTTLED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.wsfanout.session.EphemeralPace.Feature;
import dev.parley.wsfanout.session.EphemeralPace.Offer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EphemeralPaceTest {
    private static final String GROUP = "g:x";

    private long now = Long.MAX_VALUE - Duration.ofSeconds(3).toNanos();
    private final EphemeralPace pace = new EphemeralPace(now);

    private void pass(long millis) {
        now += Duration.ofMillis(millis).toNanos();
    }

    private Offer typing(boolean isOn) {
        return pace.typing(GROUP, isOn, now);
    }

    @Test
    void letsARenewalGoEveryTwoSeconds() {
        assertEquals(TAKEN, typing(true));
        pass(1_999);
        assertEquals(MERGED, typing(true));
        pass(1);
        assertEquals(TAKEN, typing(true));
        pass(1_999);
        assertEquals(MERGED, typing(true));
    }

    /** However often it is said in five seconds, the last but one of a second still counts when the next one goes. */
    @Test
    void neverLetsTypingRunOutThatGoesOn() {
        for (var every : List.of(50, 700, 1_999, 2_000, 3_000)) {
            var last = now;
            for (var i = 0; i < 200; i++) {
                if (typing(true) == TAKEN) {
                    assertTrue(now - last < EphemeralPace.LIFETIME.toNanos(), "every " + every + " ms");
                    last = now;
                }
                pass(every);
            }
        }
    }

    @Test
    void letsAChangeGoAtOnce() {
        assertEquals(TAKEN, typing(true));
        assertEquals(TAKEN, typing(false));
        assertEquals(MERGED, typing(false));
        assertEquals(TAKEN, typing(true));
        assertTrue(pace.isTyping(GROUP, now));
    }

    @Test
    void throttlesAClientThatChangesItsMindAllTheTime() {
        var taken = 0;
        for (var i = 0; i < 100; i++) {
            taken += typing(i % 2 == 0) == TAKEN ? 1 : 0;
        }
        assertEquals(EphemeralPace.MOST_CHANGES, taken);
        assertEquals(THROTTLED, typing(true));
        assertEquals(Duration.ofMillis(200), pace.retryAfter(Feature.TYPING, now));
        pass(200);
        assertEquals(TAKEN, typing(true));
    }

    @Test
    void isBoundedInConversations() {
        for (var i = 0; i < EphemeralPace.MAX_CONVERSATIONS; i++) {
            assertEquals(TAKEN, pace.typing("g:" + i, true, now));
            pass(200);
        }
        assertEquals(THROTTLED, typing(true));
        assertEquals(TAKEN, pace.typing("g:7", false, now));
        assertEquals(TAKEN, typing(true));
        pass(5_000);
        assertEquals(TAKEN, pace.typing("g:new", true, now));
        assertEquals(List.of("g:new"), pace.end(now));
    }

    @Test
    void endsByItself() {
        typing(true);
        pass(4_999);
        assertTrue(pace.isTyping(GROUP, now));
        pass(1);
        assertFalse(pace.isTyping(GROUP, now));
        assertEquals(TAKEN, typing(true), "it is news again");
    }

    @Test
    void endsWithAMessageWhichIsSaidWhereTypingMayComeAfterIt() {
        assertFalse(pace.said(GROUP, now));
        typing(true);
        pass(999);
        assertTrue(pace.said(GROUP, now));
        assertFalse(pace.said(GROUP, now));
        assertEquals(MERGED, typing(false));
        assertEquals(TAKEN, typing(true), "the next message is being written");
        pass(1_000);
        assertFalse(pace.said(GROUP, now));
        assertEquals(TAKEN, typing(true));
    }

    @Test
    void endsWithTheClientWhereItWasTyping() {
        pace.typing("g:a", true, now);
        pass(5_000);
        pace.typing("g:b", true, now);
        pace.typing("g:c", true, now);
        pace.typing("g:c", false, now);
        pace.typing("g:d", true, now);
        pace.forget("g:d");
        pace.typing("g:e", true, now);
        assertEquals(Set.of("g:b", "g:e"), Set.copyOf(pace.end(now)));
        assertEquals(List.of(), pace.end(now));
    }

    @Test
    void letsTenTransientsGoASecond() {
        for (var i = 0; i < 20; i++) {
            assertEquals(TAKEN, pace.offerTransient(now));
        }
        assertEquals(THROTTLED, pace.offerTransient(now));
        assertEquals(Duration.ofMillis(100), pace.retryAfter(Feature.TRANSIENT, now));
        pass(1_000);
        for (var i = 0; i < 10; i++) {
            assertEquals(TAKEN, pace.offerTransient(now));
        }
        assertEquals(THROTTLED, pace.offerTransient(now));
        assertEquals(TAKEN, typing(true), "one says nothing of the other");
    }

    @Test
    void warnsOfEachOnceASecond() {
        assertTrue(pace.mayWarn(Feature.TYPING, now));
        assertTrue(pace.mayWarn(Feature.TRANSIENT, now));
        assertFalse(pace.mayWarn(Feature.TYPING, now));
        pass(999);
        assertFalse(pace.mayWarn(Feature.TRANSIENT, now));
        pass(1);
        assertTrue(pace.mayWarn(Feature.TYPING, now));
    }
}
