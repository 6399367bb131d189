package dev.parley.topologies.streams;

import dev.parley.schemas.DeadLetter;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Topic;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.fold.Fold;
import dev.parley.topologies.machine.Output;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/**
 * The topology of a feature that is a fold: a source for each topic, all with the same partitions, one processor with one
 * store, and sinks for what is now and for dead letters. Named for the feature and the topics.
 *
 * @param feature the feature's name
 * @param tick how often to look what is to be written, by the wall clock
 * @param outputs the topics of what is now
 * @param state of a partition
 */
public record FoldTopology<F extends Fold>(
        String feature, Duration tick, List<FoldInput<F, ?>> inputs, List<Topic> outputs, FoldState<F> state) {
    public Topology build(TopologyConfig config, FeatureParts parts) {
        var registry = parts.registry();
        var letters = new AvroWriter<DeadLetter>(registry, Topics.DEAD_LETTERS.name(), DeadLetter.getClassSchema());
        var takers = inputs.stream()
                .collect(Collectors.toMap(input -> input.topic().name(), input -> input.taker(registry)));
        var processor = new FoldProcessor<>(feature, tick, takers, state, letters, parts.metrics());
        var names = inputs.stream().map(input -> input.topic().name()).toArray(String[]::new);
        var key = new ByteArraySerializer();
        var out = new OutboundSerde();
        var topology = new Topology(config);
        for (var name : names) {
            topology.addSource(name, new ByteArrayDeserializer(), new ByteArrayDeserializer(), name);
        }
        topology.addProcessor(feature, processor, names);
        for (var output : outputs) {
            topology.addSink(Output.sinkOf(output), output.name(), key, out, out, feature);
        }
        return topology.addSink(DeadLetters.SINK, Topics.DEAD_LETTERS.name(), key, out, out, feature);
    }
}
