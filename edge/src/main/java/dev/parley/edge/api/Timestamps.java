package dev.parley.edge.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as clients see them. */
public final class Timestamps {
    /** The end of times that have a year of four digits. */
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private static final Pattern RFC_3339 = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})");
    private static final int MILLISECONDS = 3;
    private static final DateTimeFormatter FORMAT =
            new DateTimeFormatterBuilder().appendInstant(MILLISECONDS).toFormatter();

    private Timestamps() {}

    /** A time that a client sent, with any offset, in whole milliseconds; null where absent. */
    public static @Nullable Instant read(Fields fields, String name) {
        var text = fields.text(
                name,
                Timestamps::isTime,
                "a time as in RFC 3339, for example 2026-03-01T09:30:00Z, before the year 10000.");
        return text == null ? null : OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static boolean isTime(String text) {
        try {
            return RFC_3339.matcher(text).matches()
                    && OffsetDateTime.parse(text).toInstant().isBefore(END);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** Nothing where there is no time. */
    public static void write(JsonGenerator json, String field, @Nullable Instant at) throws IOException {
        JsonText.text(json, field, at == null ? null : text(at));
    }

    /** RFC 3339 in UTC, always with three decimals. */
    public static String text(Instant at) {
        return FORMAT.format(at);
    }
}
