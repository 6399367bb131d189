package dev.parley.schemas.registry;

import dev.parley.schemas.kafka.CompactedTopic.Entry;
import java.util.function.Consumer;

/** Everything the in-process registry was ever told, in order. In production: the compacted topic {@code _schemas}. */
interface RegistryLog extends AutoCloseable {
    /** Shows the reader what was appended since the last call, by whomever, up to the end as it is now. */
    void read(Consumer<Entry> reader);

    /** Durable when it returns. */
    void append(Entry entry);

    @Override
    void close();
}
