package dev.parley.edge.log;

import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes the records of one topic of signals: key, partition, and value. */
interface SignalRecords<T> {
    String topic();

    /** Of the topic. */
    int partitions();

    /** So many may wait for the log; together they are smaller than the producer's memory. */
    int maxInFlight();

    ProducerRecord<byte[], byte[]> of(T signal);

    /** Prefetches the schema id. */
    void warmUp();
}
