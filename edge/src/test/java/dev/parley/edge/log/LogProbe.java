package dev.parley.edge.log;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.LoggerFactory;

/** What tests of the logs behind an edge stand on and look at. */
final class LogProbe {
    private LogProbe() {}

    static MockProducer<byte[], byte[]> producer(int partitions, boolean completesAtOnce, String... topics) {
        var node = new Node(0, "localhost", 1);
        var infos = Stream.of(topics)
                .flatMap(topic -> IntStream.range(0, partitions)
                        .mapToObj(i -> new PartitionInfo(topic, i, node, new Node[0], new Node[0])))
                .toList();
        var cluster = new Cluster("test", List.of(node), infos, new HashSet<>(), new HashSet<>());
        return new MockProducer<>(cluster, completesAtOnce, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** What the counters of that name say of a result. */
    static double counted(PrometheusRegistry metrics, String prefix, String result) {
        return metrics.scrape(name -> name.startsWith(prefix)).stream()
                .flatMap(it -> ((CounterSnapshot) it).getDataPoints().stream())
                .filter(it -> result.equals(it.getLabels().get("result")))
                .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
                .sum();
    }

    /** What a class logs meanwhile. */
    static List<String> logged(Class<?> by, Runnable action) {
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        var logger = (Logger) LoggerFactory.getLogger(by);
        logger.addAppender(lines);
        action.run();
        logger.detachAppender(lines);
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
