package dev.parley.readmodel.write;

import java.util.List;
import java.util.Map;

/** The write side of the store. Idempotent: a record that was written before, or an older one, changes nothing. Used by one thread. */
public interface ReadModelWriter extends AutoCloseable {
    /** Writes the rows of every projection, positions included, in one transaction. */
    WriteResult write(List<LogRecord> records);

    /**
     * The next offset of each partition that is not yet in the store; a partition of which nothing is stored is absent.
     *
     * @throws dev.parley.readmodel.StoreUnavailableException the store does not answer
     */
    Map<LogPartition, Long> positions();

    @Override
    void close();
}
