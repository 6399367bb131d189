package dev.parley.topologies.streams;

import dev.parley.schemas.DeadLetter;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.topologies.machine.Decision;
import dev.parley.topologies.machine.Decision.FailedTimer;
import dev.parley.topologies.machine.DecisionSink;
import dev.parley.topologies.machine.Machine;
import dev.parley.topologies.machine.Output;
import dev.parley.topologies.store.KeyValues;
import dev.parley.topologies.streams.Inbound.Understood;
import dev.parley.topologies.streams.Inbound.Unreadable;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Hands each action of a partition to its machine, and what comes of it to the sinks.
 *
 * @param machines makes the machine of a partition over its state
 * @param timers names the feature, its store and the source of its dead letters, too
 * @param pace shared by the tasks of the feature
 */
public record MachineProcessor<A extends SpecificRecord>(
        InboundReader<A> actions,
        Function<KeyValues, Machine<A>> machines,
        AvroWriter<DeadLetter> letters,
        TimersOfFeature timers,
        CommitPace pace)
        implements ProcessorSupplier<byte[], byte[], byte[], Outbound> {
    @Override
    public Processor<byte[], byte[], byte[], Outbound> get() {
        return new Running();
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(StoreBuilders.persistent(timers.feature()));
    }

    private final class Running implements Processor<byte[], byte[], byte[], Outbound> {
        private ProcessorContext<byte[], Outbound> context;
        private Machine<A> machine;
        private DecisionSink sink;
        private DeadLetters deadLetters;
        private TimersOfFeature.OfPartition ownTimers;

        @Override
        public void init(ProcessorContext<byte[], Outbound> started) {
            context = started;
            machine = machines.apply(new StreamsKeyValues(started.getStateStore(timers.feature())));
            sink = this::forward;
            deadLetters = new DeadLetters(timers.feature(), letters, started);
            ownTimers = timers.of(started.taskId().partition(), machine);
        }

        @Override
        public void close() {
            ownTimers.close();
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            switch (actions.read(record.key(), record.value())) {
                case Understood(var action) -> decide(record, action);
                case Unreadable(var cause, var detail) -> giveUp(record, cause, detail);
            }
        }

        private void decide(Record<byte[], byte[]> record, A action) {
            var decision = machine.apply(action, record.timestamp());
            sink.accept(decision, record.timestamp());
            decision.failedTimers().forEach(failed -> giveUp(record, failed));
            decision.defect().ifPresent(defect -> giveUp(record, "internal", defect.toString()));
            ownTimers.follow(decision);
            timers.metrics().actions().labelValues(timers.feature()).inc();
            if (!decision.outputs().isEmpty()) {
                pace.acted(context);
            }
        }

        /** The letter has the timer; its place is that of the record by whose time it was due. */
        private void giveUp(Record<byte[], byte[]> record, FailedTimer failed) {
            var timer = failed.timer();
            giveUp(
                    record.withKey(timer.key()).withValue(timer.value()),
                    "timer-failed",
                    failed.cause().toString());
        }

        private void giveUp(Record<byte[], byte[]> record, String cause, String detail) {
            timers.metrics().deadLetters().labelValues(timers.feature(), cause).inc();
            deadLetters.report(record, cause, detail);
        }

        private void forward(Decision decision, long timestamp) {
            for (var output : decision.outputs()) {
                var own = context.taskId().partition();
                var partition = output.partition() == Output.SAME ? own : output.partition();
                context.forward(
                        new Record<>(output.key(), new Outbound(partition, output.bytes()), timestamp), output.sink());
            }
        }
    }
}
