package dev.parley.readmodel.write;

import java.util.List;
import java.util.Map;

/** The write side of the store. Writing something again, or something older than what is there, changes nothing. Used by one thread. */
public interface ReadModelWriter extends AutoCloseable {
    /** Stores the rows, what follows from them and the positions behind them, in one transaction. */
    WriteResult write(List<LogRow> rows);

    /**
     * The next offset of each partition that is not yet in the store; partitions that nothing was stored of are absent.
     *
     * @throws dev.parley.readmodel.StoreUnavailableException the store does not answer
     */
    Map<LogPartition, Long> positions();

    @Override
    void close();
}
