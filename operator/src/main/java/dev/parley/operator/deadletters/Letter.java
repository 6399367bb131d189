package dev.parley.operator.deadletters;

import dev.parley.schemas.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be processed.
 *
 * @param number of the letter: its offset in {@code dead-letters}
 * @param writtenAt when the feature gave up on it
 * @param place where the record stands
 * @param recordedAt the time of the record itself
 * @param tenant as its key says, which nobody has verified; empty where it says nothing
 */
record Letter(
        long number,
        Instant writtenAt,
        String feature,
        String cause,
        String detail,
        Place place,
        Instant recordedAt,
        String tenant,
        byte @Nullable [] key,
        byte @Nullable [] value) {

    /** A record's place in the log. */
    record Place(String topic, int partition, long offset) {
        @Override
        public String toString() {
            return topic + "/" + partition + "/" + offset;
        }
    }

    static Letter of(long number, Instant writtenAt, DeadLetter letter) {
        var key = bytes(letter.getKey());
        return new Letter(
                number,
                writtenAt,
                letter.getFeature(),
                letter.getCause(),
                letter.getDetail(),
                new Place(letter.getTopic(), letter.getPartition(), letter.getOffset()),
                letter.getTimestamp(),
                tenant(key),
                key,
                bytes(letter.getValue()));
    }

    /** What is replayed once: several features may have given up on the same record, and one of them twice. */
    String replayKey() {
        return place.toString();
    }

    private static String tenant(byte @Nullable [] key) {
        var text = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        var slash = text.indexOf('/');
        return slash < 0 ? text : text.substring(0, slash);
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
