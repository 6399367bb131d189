package dev.parley.edge.api;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids of messages and sessions: UUIDs of version 7, which begin with their time. */
public final class UuidV7 {
    private static final Pattern FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final int VERSION_AT = 14;
    private static final int HEX = 16;
    private static final int TIME_SHIFT = 16;
    private static final long VERSION = 0x7000;
    private static final long RANDOM_BITS = 0x0FFF;

    private UuidV7() {}

    /** A new id of that time. */
    public static String create(Instant at) {
        var random = UUID.randomUUID();
        var high = at.toEpochMilli() << TIME_SHIFT | VERSION | random.getMostSignificantBits() & RANDOM_BITS;
        return new UUID(high, random.getLeastSignificantBits()).toString();
    }

    /** Whether this has the form of a UUID, of whatever version. */
    public static boolean isUuid(String text) {
        return FORM.matcher(text).matches();
    }

    /** The form in which ids are kept and compared: lower case. */
    public static String normalized(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** When the id was made; empty for what is no UUID of version 7. */
    public static Optional<Instant> timeOf(String text) {
        if (!isUuid(text) || text.charAt(VERSION_AT) != '7') {
            return Optional.empty();
        }
        return Optional.of(Instant.ofEpochMilli(Long.parseLong(text.substring(0, 8) + text.substring(9, 13), HEX)));
    }
}
