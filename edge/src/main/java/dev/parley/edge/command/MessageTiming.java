package dev.parley.edge.command;

import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Timestamps;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.ScheduleMessage;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * When a message is sent, and how long it stands. Whether {@code sendAt} lies ahead is decided by partition time, not by this edge's
 * clock.
 */
record MessageTiming(@Nullable Instant sendAt, @Nullable Long expiresInSeconds) {
    /** Sent at once, and never deleted by itself. */
    static final MessageTiming USUAL = new MessageTiming(null, null);

    private static final String EXPIRES = "expiresInSeconds";
    private static final long A_YEAR = 31_536_000;

    /** {@code {sendAt?, expiresInSeconds?}}. */
    static MessageTiming read(Fields fields) {
        var seconds = fields.integer(EXPIRES, 0, 1, A_YEAR);
        return new MessageTiming(Timestamps.read(fields, "sendAt"), seconds == 0 ? null : (Long) seconds);
    }

    /** What is asked with such a message. */
    SpecificRecord body(PostMessage message) {
        return sendAt == null ? message : new ScheduleMessage(sendAt, message);
    }
}
