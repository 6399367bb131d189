package dev.parley.schemas.content;

import java.time.Instant;

/** What stands for no end in records, stores and answers that must have a time. */
public final class NoEnd {
    /** The end of the last year of four digits. */
    public static final Instant TIME = Instant.parse("9999-12-31T23:59:59.999Z");

    private NoEnd() {}
}
