package dev.parley.topologies.streams;

import dev.parley.schemas.DeadLetter;
import dev.parley.schemas.registry.RegistryUnavailableException;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.topologies.fold.Fold;
import dev.parley.topologies.fold.Folded;
import dev.parley.topologies.fold.Origin;
import dev.parley.topologies.machine.Output;
import dev.parley.topologies.streams.FoldInput.Taken;
import dev.parley.topologies.streams.FoldInput.Taker;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Hands each record of a partition to its fold, and what is due to the sinks.
 *
 * @param feature names the store and the source of the dead letters, too
 * @param takers by topic
 */
record FoldProcessor<F extends Fold>(
        String feature,
        Duration tick,
        Map<String, Taker<F>> takers,
        FoldState<F> state,
        AvroWriter<DeadLetter> letters,
        MachineMetrics metrics)
        implements ProcessorSupplier<byte[], byte[], byte[], Outbound> {
    @Override
    public Processor<byte[], byte[], byte[], Outbound> get() {
        return new Running();
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(state.store().builder(feature));
    }

    private final class Running implements Processor<byte[], byte[], byte[], Outbound> {
        private ProcessorContext<byte[], Outbound> context;
        private F fold;
        private DeadLetters deadLetters;
        private GaugeDataPoint waiting;

        @Override
        public void init(ProcessorContext<byte[], Outbound> started) {
            context = started;
            fold = state.folds().apply(new StreamsKeyValues(started.getStateStore(feature)));
            deadLetters = new DeadLetters(feature, letters, started);
            waiting = metrics.waitingEmissions().labelValues(feature, partition());
            started.schedule(tick, PunctuationType.WALL_CLOCK_TIME, this::tick);
        }

        @Override
        public void close() {
            metrics.waitingEmissions().remove(feature, partition());
            state.watch().gone(partition());
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            var metadata = context.recordMetadata().orElseThrow();
            var origin = new Origin(metadata.offset(), record.timestamp(), context.currentSystemTimeMs());
            try {
                var taker = Objects.requireNonNull(takers.get(metadata.topic()));
                switch (taker.take(fold, record, origin)) {
                    case Taken.Read(var folded) -> folded(metadata.topic(), folded, record.timestamp());
                    case Taken.Refused(var cause, var detail) -> giveUp(record, cause, detail);
                }
            } catch (KafkaException | RegistryUnavailableException e) {
                // An unavailable log or registry is no defect of the fold: Streams stops the task and begins again.
                throw e;
            } catch (RuntimeException e) {
                giveUp(record, "internal", e.toString());
            }
        }

        private void folded(String topic, Folded folded, long timestamp) {
            metrics.folded().labelValues(feature, topic, folded.result()).inc();
            folded.outputs().forEach(output -> write(output, timestamp));
            if (fold.emissions().isFull()) {
                writeDue(context.currentSystemTimeMs());
            }
        }

        private void tick(long now) {
            fold.tick(now);
            writeDue(now);
            state.watch().look(fold, partition());
        }

        private void writeDue(long now) {
            for (var key : fold.emissions().take(now)) {
                fold.current(key, now).ifPresent(output -> write(output, now));
            }
            waiting.set(fold.emissions().waiting());
        }

        private void write(Output output, long timestamp) {
            metrics.emitted().labelValues(feature, output.sink()).inc();
            var outbound = new Outbound(context.taskId().partition(), output.bytes());
            context.forward(new Record<>(output.key(), outbound, timestamp), output.sink());
        }

        private void giveUp(Record<byte[], byte[]> record, String cause, String detail) {
            metrics.deadLetters().labelValues(feature, cause).inc();
            deadLetters.report(record, cause, detail);
        }

        private String partition() {
            return Integer.toString(context.taskId().partition());
        }
    }
}
