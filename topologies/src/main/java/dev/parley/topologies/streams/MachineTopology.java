package dev.parley.topologies.streams;

import dev.parley.schemas.DeadLetter;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Topic;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.machine.Machine;
import dev.parley.topologies.machine.Output;
import dev.parley.topologies.store.KeyValues;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/**
 * The topology of a feature that is a state machine: one source, one processor with one store, and sinks for what
 * happened, for outcomes and for dead letters. Source, processor, store and sinks are named for the feature and the topics.
 *
 * @param feature the feature's name
 * @param input the topic of actions
 * @param keyOf the key that an action must have
 * @param outputs the topics of what happened
 * @param machines makes the machine of a partition over its state
 */
public record MachineTopology<A extends SpecificRecord>(
        String feature,
        Topic input,
        Function<A, byte[]> keyOf,
        List<Topic> outputs,
        Function<KeyValues, Machine<A>> machines) {
    public Topology build(TopologyConfig config, FeatureParts parts) {
        var registry = parts.registry();
        var actions = new InboundReader<>(new AvroReader<A>(registry, input.value()), keyOf);
        var letters = new AvroWriter<DeadLetter>(registry, Topics.DEAD_LETTERS.name(), DeadLetter.getClassSchema());
        var pace = new CommitPace(parts.commitInterval());
        var processor = new MachineProcessor<>(feature, actions, machines, letters, parts.metrics(), pace);
        var key = new ByteArraySerializer();
        var out = new OutboundSerde();
        var topology = new Topology(config)
                .addSource(input.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer(), input.name())
                .addProcessor(feature, processor, input.name());
        for (var output : outputs) {
            topology.addSink(Output.sinkOf(output), output.name(), key, out, out, feature);
        }
        return topology.addSink(Output.OUTCOMES, Topics.OUTCOMES.name(), key, out, out, feature)
                .addSink(DeadLetters.SINK, Topics.DEAD_LETTERS.name(), key, out, out, feature);
    }
}
