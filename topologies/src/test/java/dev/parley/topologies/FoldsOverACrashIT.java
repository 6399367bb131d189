package dev.parley.topologies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.runtime.kafka.KafkaSettings;
import dev.parley.schemas.Conversation;
import dev.parley.schemas.Event;
import dev.parley.schemas.Member;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberLeft;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.Receipt;
import dev.parley.schemas.ReceiptAction;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.registry.RegistryUnavailableException;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.topics.TopicCreation;
import dev.parley.schemas.topics.Topics;
import dev.parley.testkit.Eventually;
import dev.parley.testkit.TestBroker;
import dev.parley.topologies.fold.EventSamples;
import dev.parley.topologies.streams.FeatureParts;
import dev.parley.topologies.streams.MachineMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Both folds on a broker: over a task that dies, a restart, and the loss of the state's folder. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FoldsOverACrashIT {
    private static final int PARTITION = 2;
    private static final String TEAM = "g:team";
    private static final Duration START = Duration.ofMinutes(2);

    private final TestBroker broker = TestBroker.start();
    private final StoppableRegistry registry = new StoppableRegistry();
    private final KafkaSettings kafka = new KafkaSettings(broker.bootstrapServers(), 4, 1, "http://nowhere:1", true);
    private final List<StreamsApplication> applications = new ArrayList<>();
    private long seq;

    @TempDir
    private Path folder;

    @AfterAll
    void stop() {
        applications.forEach(StreamsApplication::close);
        broker.close();
    }

    @Test
    void goOnAsIfNothingHadHappened() {
        TopicCreation.ensure(kafka.common(), kafka.partitions(), kafka.replicationFactor());
        try (var log = new FoldLog(broker.client(), registry, PARTITION)) {
            start("state");
            happenedBefore(log);
            tasksDie(log);
            applications.forEach(StreamsApplication::close);
            start("state");
            goesOn(log, "ann");
            applications.forEach(StreamsApplication::close);
            start("empty");
            goesOn(log, "bea");
            versionsGrow(log);
        }
    }

    private void happenedBefore(FoldLog log) {
        log.append(next(0, new MemberJoined("al", MemberRole.OWNER, 1L, null, null)));
        log.append(next(0, new MemberJoined("bo", MemberRole.PARTICIPANT, 2L, null, null)));
        log.append(next(1, EventSamples.message(null)));
        log.abort(EventSamples.event(TEAM, "cy", 4, 2, EventSamples.message(null)));
        log.append(read("bo", 3));
        awaitRead(log, "al", 3);
        awaitRead(log, "bo", 3);
        awaitHead(log, 3);
    }

    /** A record that cannot be read for now kills the tasks before their next commit: what they took is taken again. */
    private void tasksDie(FoldLog log) {
        log.append(next(2, EventSamples.message(null)));
        log.append(read("bo", 4));
        registry.isStopped = true;
        log.append(next(2, new MemberLeft("bo", 1L)), another(Event.getClassSchema()));
        Eventually.isTrue(() -> "tasks of both: " + registry.refused, () -> registry.refused.size() == 2);
        log.append(read("dee", 4));
        registry.isStopped = false;
        awaitRead(log, "al", 4);
        awaitRead(log, "dee", 4);
        Eventually.isTrue("bo has left", () -> !last(log, "bo").getIsMember());
        assertEquals(4, last(log, "bo").getReadUpTo());
        awaitHead(log, 5);
        assertTrue(log.<Receipt>read(Topics.RECEIPTS).stream()
                .noneMatch(receipt -> receipt.getUser().equals("cy")));
    }

    private void goesOn(FoldLog log, String joining) {
        log.append(next(2, new MemberJoined(joining, MemberRole.PARTICIPANT, 2L, null, null)));
        log.append(read("al", 2));
        log.append(read("dee", seq));
        awaitRead(log, "dee", seq);
        assertEquals(4, last(log, "al").getReadUpTo(), "nothing lowers it");
        awaitHead(log, seq);
        Eventually.isTrue(
                joining + " is a member",
                () -> log.<Member>read(Topics.MEMBERS).stream()
                        .anyMatch(member -> member.getUser().equals(joining) && member.getJoinedSeq() == seq));
    }

    /** A later record of a member never has a lower version than an earlier one. */
    private static void versionsGrow(FoldLog log) {
        for (var user : List.of("al", "bo", "dee")) {
            var versions = log.<Receipt>read(Topics.RECEIPTS).stream()
                    .filter(receipt -> receipt.getUser().equals(user))
                    .map(Receipt::getVersion)
                    .toList();
            assertEquals(versions.stream().sorted().toList(), versions, user);
        }
    }

    private void awaitRead(FoldLog log, String user, long upTo) {
        Eventually.isTrue(
                () -> user + " has read up to " + upTo + ": " + log.read(Topics.RECEIPTS),
                START,
                () -> log.<Receipt>read(Topics.RECEIPTS).stream()
                        .anyMatch(receipt -> receipt.getUser().equals(user) && receipt.getReadUpTo() == upTo));
    }

    private void awaitHead(FoldLog log, long head) {
        Eventually.isTrue(
                () -> "the head is " + head + ": " + log.read(Topics.CONVERSATIONS),
                START,
                () -> log.<Conversation>read(Topics.CONVERSATIONS).stream()
                        .anyMatch(conversation -> conversation.getSeq() == head));
    }

    private static Receipt last(FoldLog log, String user) {
        return log.<Receipt>read(Topics.RECEIPTS).stream()
                .filter(receipt -> receipt.getUser().equals(user))
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private Event next(long messageNo, Object body) {
        seq++;
        return EventSamples.event(TEAM, seq, messageNo, body);
    }

    private static ReceiptAction read(String user, long upTo) {
        return ReceiptAction.newBuilder()
                .setTenant("acme")
                .setConversation(TEAM)
                .setUser(user)
                .setMemberSince(2)
                .setReadUpTo(upTo)
                .build();
    }

    /** The same to a reader, but not to a registry. */
    private static Schema another(Schema schema) {
        var another = new Schema.Parser().parse(schema.toString());
        another.addProp("revision", "2");
        return another;
    }

    private void start(String state) {
        applications.clear();
        var settings =
                new TopologiesSettings(kafka, folder.resolve(state), List.of(), 1, 0, Duration.ofMillis(100), START);
        var metrics = new PrometheusRegistry();
        var parts = new FeatureParts(registry, MachineMetrics.in(metrics), settings.commitInterval());
        for (var feature : Features.named(List.of("receipts", "heads"))) {
            var application = new StreamsApplication(feature, settings, parts, metrics);
            applications.add(application);
            application.start();
        }
        applications.forEach(application -> application.awaitRunning(START));
    }

    /** Does not answer for what it was not asked before, as long as it is stopped. */
    private static final class StoppableRegistry implements SchemaRegistry {
        private static final Pattern THREAD_OF_A_FEATURE = Pattern.compile("(parley-[a-z]+)-.*");

        private final InMemoryRegistry working = new InMemoryRegistry();
        /** Beginnings of the names of the threads that got no answer. */
        private final Set<String> refused = ConcurrentHashMap.newKeySet();

        private volatile boolean isStopped;

        @Override
        public int register(String subject, Schema schema) {
            return working.register(subject, schema);
        }

        @Override
        public Schema byId(int id) {
            if (isStopped) {
                refused.add(THREAD_OF_A_FEATURE
                        .matcher(Thread.currentThread().getName())
                        .replaceAll("$1"));
                throw new RegistryUnavailableException("stopped", new IOException("stopped"));
            }
            return working.byId(id);
        }
    }
}
