package dev.parley.wsfanout.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ActivityTest {
    private static final long START = Long.MAX_VALUE - 5;

    private final Activity activity = new Activity();

    private static long at(Duration since) {
        return START + since.toNanos();
    }

    @Test
    void isIdleWithoutAFrameForTenMinutes() {
        activity.touched(START);
        assertFalse(activity.isIdle(at(Duration.ofSeconds(599))));
        assertTrue(activity.isIdle(at(Duration.ofMinutes(10))));
        activity.touched(at(Duration.ofMinutes(11)));
        assertFalse(activity.isIdle(at(Duration.ofMinutes(12))));
        assertEquals(Duration.ofMinutes(1).toNanos(), activity.sinceTouched(at(Duration.ofMinutes(12))));
    }

    @Test
    void isIdleAsLongAsTheClientSaysSoWhateverItSends() {
        activity.touched(START);
        activity.said(true, at(Duration.ofSeconds(5)));
        activity.touched(at(Duration.ofSeconds(6)));
        assertTrue(activity.isIdle(at(Duration.ofSeconds(6))));
        activity.said(false, at(Duration.ofSeconds(7)));
        assertFalse(activity.isIdle(at(Duration.ofSeconds(8))));
    }

    @Test
    void isInUseWhileTheClientSaysSo() {
        activity.touched(START);
        for (var minute = 0; minute < 30; minute++) {
            activity.said(false, at(Duration.ofMinutes(minute)));
        }
        assertFalse(activity.isIdle(at(Duration.ofMinutes(30))));
        assertTrue(activity.isIdle(at(Duration.ofMinutes(39))));
    }
}
