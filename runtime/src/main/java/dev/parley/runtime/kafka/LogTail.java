package dev.parley.runtime.kafka;

import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads what is appended to some topics, as soon as it is there and before it is committed, with one consumer and no
 * group. Handlers run on the tail's one thread, in the order of each partition, and must not block. A record of an aborted
 * transaction is seen too, and seen again when it is repeated.
 */
public interface LogTail extends AutoCloseable {
    /** Where a topic is read from. */
    enum From {
        /** The whole topic; the tail is ready when the end that was found at the start is reached. */
        BEGINNING,
        /** What is appended after the start. */
        END
    }

    /** Adds a topic, all of its partitions. Before {@link #start()} only. */
    void follow(String topic, From from, Consumer<ConsumerRecord<byte[], byte[]>> handler);

    /** Adds one partition of a topic. Before {@link #start()} only. */
    void follow(String topic, int partition, From from, Consumer<ConsumerRecord<byte[], byte[]>> handler);

    /** Called on the tail's thread after each batch of records was handled: the place to flush what the batch caused. */
    void afterEachBatch(Runnable flush);

    /** Runs a task on the tail's thread, between two batches. From any thread. */
    void execute(Runnable task);

    /**
     * Brings no more records of a topic, to no follower, but for those of the batch that is being handled. Nothing is lost:
     * the log keeps them. On the tail's thread only.
     */
    void pause(String topic);

    /** Goes on with a topic where {@link #pause} stopped. On the tail's thread only. */
    void resume(String topic);

    /** Starts reading; returns when every topic that is read from its beginning was read to its end. */
    void start();

    /** Whether the log answered lately. */
    boolean isConnected();

    @Override
    void close();
}
