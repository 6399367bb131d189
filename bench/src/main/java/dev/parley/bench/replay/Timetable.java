package dev.parley.bench.replay;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When each line was said, in milliseconds of chat time from the first one. The record knows minutes only: lines of one
 * minute are spread evenly over it, a line without a time belongs to the minute of the line before, and a new day begins
 * one minute after the last line of the day before.
 */
final class Timetable {
    private static final int HALF_A_DAY = 12 * 60;
    private static final long MINUTE = 60_000;

    private final List<ChatLine> lines;
    private final long[] times;

    private Timetable(List<ChatLine> lines) {
        this.lines = lines;
        this.times = new long[lines.size()];
    }

    static long[] of(List<ChatLine> lines) {
        var timetable = new Timetable(lines);
        var base = 0L;
        for (var from = 0; from < lines.size(); ) {
            var to = from;
            while (to < lines.size()
                    && lines.get(to).day().equals(lines.get(from).day())) {
                to++;
            }
            base = timetable.day(from, to, base);
            from = to;
        }
        return timetable.times;
    }

    /** Returns when the next day begins. */
    private long day(int from, int to, long base) {
        var minutes = minutes(lines.subList(from, to));
        var first = minutes.getFirst();
        for (var i = 0; i < minutes.size(); ) {
            var next = i;
            while (next < minutes.size() && minutes.get(next).equals(minutes.get(i))) {
                next++;
            }
            var begin = base + (minutes.get(i) - first) * MINUTE;
            for (var k = i; k < next; k++) {
                times[from + k] = begin + (k - i) * MINUTE / (next - i);
            }
            i = next;
        }
        return base + (minutes.getLast() - first + 1) * MINUTE;
    }

    private static List<Integer> minutes(List<ChatLine> day) {
        var minutes = new ArrayList<Integer>();
        var current = firstTime(day);
        for (var line : day) {
            if (line.time() != null) {
                var said = parse(line.time());
                // Some days were recorded on a clock of twelve hours, and some run past midnight: time never goes back.
                while (said < current) {
                    said += HALF_A_DAY;
                }
                current = said;
            }
            minutes.add(current);
        }
        return minutes;
    }

    private static int firstTime(List<ChatLine> day) {
        for (var line : day) {
            if (line.time() != null) {
                return parse(line.time());
            }
        }
        return 0;
    }

    private static int parse(@Nullable String time) {
        if (time == null || !time.matches("[0-9]{2}:[0-9]{2}")) {
            throw new IllegalArgumentException("Not a time of day: " + time);
        }
        return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
    }
}
