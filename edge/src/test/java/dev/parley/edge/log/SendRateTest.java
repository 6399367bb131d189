package dev.parley.edge.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendRateTest {
    @ParameterizedTest
    @CsvSource({"1, 0", "500, 0", "1400, 0", "1600, 2", "2900, 2", "3100, 5", "20000, 5"})
    void waitsLongerTheMoreIsSent(int perSecond, long millis) {
        var rate = new SendRate(0);
        var between = Duration.ofSeconds(1).toNanos() / perSecond;
        for (var i = 1; i <= 2 * perSecond + 1; i++) {
            rate.count(i * between);
        }
        assertEquals(Duration.ofMillis(millis).toNanos(), rate.lingerNanos());
    }
}
