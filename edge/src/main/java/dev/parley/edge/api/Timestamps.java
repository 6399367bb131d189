package dev.parley.edge.api;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Times as clients see them. */
public final class Timestamps {
    private static final int MILLISECONDS = 3;
    private static final DateTimeFormatter FORMAT =
            new DateTimeFormatterBuilder().appendInstant(MILLISECONDS).toFormatter();

    private Timestamps() {}

    /** RFC 3339 in UTC, always with three decimals. */
    public static String text(Instant at) {
        return FORMAT.format(at);
    }
}
