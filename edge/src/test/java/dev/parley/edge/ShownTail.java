package dev.parley.edge;

import dev.parley.runtime.kafka.LogTail;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A tail that shows one follower what a test puts in, on the test's thread. */
public final class ShownTail implements LogTail {
    public boolean isConnected = true;
    private @Nullable Consumer<ConsumerRecord<byte[], byte[]>> follower;

    public void show(byte @Nullable [] key, byte @Nullable [] value) {
        if (follower != null) {
            follower.accept(new ConsumerRecord<>("shown", 0, 0, key, value));
        }
    }

    @Override
    public void follow(String topic, From from, Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        follower = handler;
    }

    @Override
    public void follow(String topic, int partition, From from, Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void afterEachBatch(Runnable flush) {}

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    @Override
    public void pause(String topic) {}

    @Override
    public void resume(String topic) {}

    @Override
    public void start() {}

    @Override
    public boolean isConnected() {
        return isConnected;
    }

    @Override
    public void close() {}
}
