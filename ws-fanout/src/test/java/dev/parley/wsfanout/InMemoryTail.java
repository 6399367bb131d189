package dev.parley.wsfanout;

import dev.parley.runtime.kafka.LogTail;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A tail that shows whatever a test puts in, on a thread of its own, each record a batch. */
public final class InMemoryTail implements LogTail {
    volatile boolean isConnected = true;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("tail").factory());
    private final Map<String, List<Consumer<ConsumerRecord<byte[], byte[]>>>> handlers = new HashMap<>();
    private final List<Runnable> flushes = new ArrayList<>();

    void show(ConsumerRecord<byte[], byte[]> record) {
        execute(() -> handlers.getOrDefault(record.topic(), List.of()).forEach(handler -> handler.accept(record)));
    }

    /** All in one batch. */
    void showTogether(List<ConsumerRecord<byte[], byte[]>> records) {
        execute(() -> records.forEach(
                record -> handlers.getOrDefault(record.topic(), List.of()).forEach(handler -> handler.accept(record))));
    }

    @Override
    public void follow(String topic, From from, Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        handlers.computeIfAbsent(topic, _ -> new ArrayList<>()).add(handler);
    }

    @Override
    public void follow(String topic, int partition, From from, Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        throw new UnsupportedOperationException("Nobody here follows a single partition.");
    }

    @Override
    public void pause(String topic) {
        throw new UnsupportedOperationException("The registry always answers here.");
    }

    @Override
    public void resume(String topic) {
        throw new UnsupportedOperationException("Nothing was paused.");
    }

    @Override
    public void afterEachBatch(Runnable flush) {
        flushes.add(flush);
    }

    @Override
    public void execute(Runnable task) {
        thread.execute(() -> {
            task.run();
            flushes.forEach(Runnable::run);
        });
    }

    @Override
    public void start() {}

    @Override
    public boolean isConnected() {
        return isConnected;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
