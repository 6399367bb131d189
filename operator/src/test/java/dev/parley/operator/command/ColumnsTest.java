package dev.parley.operator.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ColumnsTest {
    @Test
    void isAsWideAsItsLongestCell() {
        assertEquals(
                "A     LONG\nlong  1\n", new Columns("A", "LONG").row("long", 1).toString());
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "1023, 1023 B", "1536, 1.5 KiB", "5368709120, 5.0 GiB", "9007199254740992, 8192.0 TiB"})
    void writesBytesForPeople(long bytes, String text) {
        assertEquals(text, Amounts.bytes(bytes));
    }

    @ParameterizedTest
    @CsvSource({"PT5S, 5s", "PT65S, 1m 5s", "PT3H2M, 3h 2m", "P3DT4H, 3d 4h"})
    void writesTimesForPeople(Duration time, String text) {
        assertEquals(text, Amounts.time(time));
    }
}
