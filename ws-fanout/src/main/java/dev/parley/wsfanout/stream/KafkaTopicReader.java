package dev.parley.wsfanout.stream;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.schemas.serde.UnreadableRecordException;
import dev.parley.wsfanout.stream.LoggedEvent.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The topic {@code events} through a few pooled consumers. Stretches begin at multiples of a fixed number of offsets, so
 * that sessions which resume at about the same time read, decode and keep them once.
 */
public final class KafkaTopicReader implements TopicReader, AutoCloseable {
    private static final int STRETCH = 512;
    private static final long CACHE_BYTES = 16L << 20;
    private static final Duration CACHE_TIME = Duration.ofSeconds(20);

    private final String topic;
    private final EventCodec codec;
    private final ConsumerPool consumers;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AsyncCache<Stretch, Chunk> stretches = Caffeine.newBuilder()
            .maximumWeight(CACHE_BYTES)
            .weigher((Stretch _, Chunk chunk) -> weight(chunk))
            .expireAfterAccess(CACHE_TIME)
            .buildAsync();

    /** Offsets of one partition, from {@code number * STRETCH} on. */
    private record Stretch(int partition, long number) {
        static Stretch around(int partition, long offset) {
            return new Stretch(partition, offset / STRETCH);
        }

        long begin() {
            return number * STRETCH;
        }

        long end() {
            return begin() + STRETCH;
        }
    }

    /** @param consumer the settings of each pooled consumer */
    public KafkaTopicReader(String topic, Map<String, Object> consumer, EventCodec codec) {
        this.topic = topic;
        this.codec = codec;
        this.consumers = new ConsumerPool(consumer);
    }

    @Override
    public Chunk read(int partition, long from) {
        var stretch = Stretch.around(partition, from);
        var known = cached(stretch);
        if (known.isLast() && known.next() <= from) {
            // The log may have grown since the stretch was read.
            stretches.synchronous().invalidate(stretch);
            return after(from, cached(stretch));
        }
        return after(from, known);
    }

    @Override
    public Chunk readToEnd(int partition, long from) {
        return after(from, load(Stretch.around(partition, from)));
    }

    /** Where each partition ends now. */
    public Map<Integer, Long> ends(int partitions) {
        return consumers.use(consumer -> {
            var all = new ArrayList<TopicPartition>();
            for (var partition = 0; partition < partitions; partition++) {
                all.add(new TopicPartition(topic, partition));
            }
            var ends = new HashMap<Integer, Long>();
            consumer.endOffsets(all).forEach((partition, end) -> ends.put(partition.partition(), end));
            return ends;
        });
    }

    @Override
    public void close() {
        threads.shutdownNow();
        consumers.close();
    }

    private Chunk cached(Stretch stretch) {
        return stretches
                .get(stretch, (key, _) -> CompletableFuture.supplyAsync(() -> load(key), threads))
                .join();
    }

    private Chunk load(Stretch stretch) {
        return consumers.use(consumer -> {
            var partition = new TopicPartition(topic, stretch.partition());
            var read = StretchReading.read(consumer, partition, stretch.begin(), stretch.end());
            var events = new ArrayList<LoggedEvent>();
            read.records().forEach(record -> decode(record, events));
            return new Chunk(events, read.next(), read.isLast());
        });
    }

    private void decode(ConsumerRecord<byte[], byte[]> record, List<LoggedEvent> events) {
        try {
            var place = new Place(record.partition(), record.offset());
            events.add(codec.logged(place, codec.read(record.value()), record.value()));
        } catch (UnreadableRecordException _) {
            // The tail has counted it; whoever misses its seq is told so.
        }
    }

    private static Chunk after(long from, Chunk chunk) {
        var events = chunk.events().stream()
                .filter(event -> event.place().offset() >= from)
                .toList();
        return new Chunk(events, Math.max(from, chunk.next()), chunk.isLast());
    }

    private static int weight(Chunk chunk) {
        return 100 + chunk.events().stream().mapToInt(LoggedEvent::bytes).sum();
    }
}
