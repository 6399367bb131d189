package dev.parley.wsfanout.signals;

import dev.parley.edge.restrictions.RestrictionTable;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.UnreadableRecordException;
import dev.parley.wsfanout.metrics.SignalMetrics;
import dev.parley.wsfanout.stream.LiveKeys;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * What every kind of signal is made of.
 *
 * @param reads of the store, a few at a time
 * @param keys who is here
 * @param nanoTime as {@link System#nanoTime}
 */
record SignalParts(
        SchemaRegistry registry,
        Delivery delivery,
        StoreReads reads,
        ReadToHead readToHead,
        GroupPacing pacing,
        LiveKeys keys,
        RestrictionTable restrictions,
        LongSupplier nanoTime,
        SignalMetrics metrics) {
    /** @throws UnreadableRecordException the key of a record is not the one that its value has */
    static void refuseOther(byte[] key, byte[] expected) {
        if (!Arrays.equals(key, expected)) {
            throw new UnreadableRecordException("Key and value do not agree.");
        }
    }
}
