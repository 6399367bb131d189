package dev.parley.bench.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimetableTest {
    private static ChatLine line(String day, @Nullable String time) {
        return new ChatLine(day, 0, time, ChatLine.Kind.MESSAGE, "ann", "hi", null);
    }

    @Test
    void spreadsTheLinesOfAMinuteEvenly() {
        var lines = List.of(line("d", "09:14"), line("d", "09:14"), line("d", "09:14"), line("d", "09:16"));

        assertArrayEquals(new long[] {0, 20_000, 40_000, 120_000}, Timetable.of(lines));
    }

    @Test
    void givesALineWithoutATimeThatOfTheLineBefore() {
        var lines = List.of(line("d", "09:14"), line("d", null), line("d", "09:15"));

        assertArrayEquals(new long[] {0, 30_000, 60_000}, Timetable.of(lines));
    }

    @Test
    void beginsADayWithoutATimeAtItsFirstTime() {
        var lines = List.of(line("d", null), line("d", "09:14"));

        assertArrayEquals(new long[] {0, 30_000}, Timetable.of(lines));
    }

    @Test
    void skipsTheGapBetweenDays() {
        var lines = List.of(line("2004-12-25", "23:00"), line("2005-02-06", "04:00"), line("2005-02-06", "04:01"));

        assertArrayEquals(new long[] {0, 60_000, 120_000}, Timetable.of(lines));
    }

    @Test
    void goesOnPastMidnightAndPastNoonOnAClockOfTwelveHours() {
        var midnight = List.of(line("d", "23:59"), line("d", "00:01"));
        var noon = List.of(line("d", "12:59"), line("d", "01:00"));

        assertArrayEquals(new long[] {0, 120_000}, Timetable.of(midnight));
        assertArrayEquals(new long[] {0, 60_000}, Timetable.of(noon));
    }
}
