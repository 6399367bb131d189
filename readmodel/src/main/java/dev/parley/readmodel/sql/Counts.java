package dev.parley.readmodel.sql;

import dev.parley.readmodel.sql.CountedRange.Place;
import java.util.HashMap;
import java.util.Map;

/**
 * What one statement counted, so that all numbers are of the same moment. Its rows have the columns kind, subject, place, number.
 *
 * @param numbers 0 where a key is absent
 */
record Counts(Map<Key, Long> numbers) {
    /** @param subject a conversation or a message, as the kind says; {@code place} a seq of it */
    record Key(String kind, String subject, long place) {}

    static Counts read(SqlReader reader, Query query) {
        var numbers = new HashMap<Key, Long>();
        query.list(
                reader,
                row -> numbers.put(new Key(row.getString(1), row.getString(2), row.getLong(3)), row.getLong(4)));
        return new Counts(numbers);
    }

    long number(String kind, Place place) {
        return number(kind, place.conversation(), place.parentSeq());
    }

    long number(String kind, String subject, long place) {
        return numbers.getOrDefault(new Key(kind, subject, place), 0L);
    }

    /** What newer ones count, and these where the newer ones say nothing. */
    Counts replacedBy(Counts newer) {
        var all = new HashMap<>(numbers);
        all.putAll(newer.numbers);
        return new Counts(all);
    }
}
