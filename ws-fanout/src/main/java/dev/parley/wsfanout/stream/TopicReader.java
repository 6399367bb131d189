package dev.parley.wsfanout.stream;

/** Reads older stretches of the topic {@code events}, uncommitted records included. Blocks; for virtual threads. */
public interface TopicReader {
    /** A stretch that begins at an offset. Sessions that ask for the same one at about the same time share the reading. */
    Chunk read(int partition, long from);

    /** As {@link #read}, but never from memory: its last chunk ends at or after the end that the partition had at the call. */
    Chunk readToEnd(int partition, long from);
}
