package dev.parley.runtime.kafka;

import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads records as they are appended to topics, before they are committed, with one consumer and no group. Handlers run on the tail's one thread, in the order of each partition, and must not block. A record of an aborted
 * transaction is delivered too, and again when it is repeated.
 */
public interface LogTail extends AutoCloseable {
    /** Where a topic is read from. */
    enum From {
        /** The whole topic; the tail is ready at the end offset that was found at the start. */
        BEGINNING,
        /** Only what is appended after the start. */
        END
    }

    /** Adds a topic, all of its partitions. Before {@link #start()} only. */
    void follow(String topic, From from, Consumer<ConsumerRecord<byte[], byte[]>> handler);

    /** Adds one partition of a topic. Before {@link #start()} only. */
    void follow(String topic, int partition, From from, Consumer<ConsumerRecord<byte[], byte[]>> handler);

    /** Called on the tail's thread after each batch of records, to flush its effects. */
    void afterEachBatch(Runnable flush);

    /** Runs a task on the tail's thread, between two batches. From any thread. */
    void execute(Runnable task);

    /**
     * Stops the delivery of a topic to all its followers, after the batch in progress. Nothing is lost: the log keeps the
     * records. On the tail's thread only.
     */
    void pause(String topic);

    /** Continues a topic where {@link #pause} stopped. On the tail's thread only. */
    void resume(String topic);

    /** Starts reading; returns when every topic that is read from its beginning has been read to its end. */
    void start();

    /** Whether the brokers have responded within the last seconds. */
    boolean isConnected();

    @Override
    void close();
}
