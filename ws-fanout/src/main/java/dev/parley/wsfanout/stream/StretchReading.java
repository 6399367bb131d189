package dev.parley.wsfanout.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** The records of some offsets of a partition, as far as there are any when the reading begins. */
record StretchReading(List<ConsumerRecord<byte[], byte[]>> records, long next, boolean isLast) {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** @throws TimeoutException the log does not answer */
    static StretchReading read(Consumer<byte[], byte[]> consumer, TopicPartition partition, long begin, long end) {
        var single = List.of(partition);
        var logEnd = consumer.endOffsets(single).getOrDefault(partition, 0L);
        if (begin >= logEnd) {
            return new StretchReading(List.of(), logEnd, true);
        }
        consumer.assign(single);
        consumer.seek(partition, begin);
        var until = Math.min(end, logEnd);
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        var started = System.nanoTime();
        while (consumer.position(partition) < until) {
            for (var record : consumer.poll(POLL).records(partition)) {
                if (record.offset() < until) {
                    records.add(record);
                }
            }
            if (System.nanoTime() - started > LONGEST.toNanos()) {
                throw new TimeoutException("The log did not give " + partition + " in time.");
            }
        }
        // Beyond the stretch the consumer may have gone further; what it read there is left to the next stretch.
        return new StretchReading(records, until, until == logEnd);
    }
}
