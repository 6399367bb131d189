package dev.parley.schemas.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates what is missing and returns when every partition of it has a leader. Another process may do the same at once. */
public final class TopicSetup {
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration LEADERS = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private TopicSetup() {}

    /**
     * Creates those topics that do not exist.
     *
     * @throws LogUnavailableException Kafka does not answer, or cannot place the copies asked for
     */
    public static void create(Admin admin, Collection<NewTopic> topics) {
        admin.createTopics(topics).values().forEach(TopicSetup::awaitCreation);
        awaitLeaders(admin, topics.stream().map(NewTopic::name).toList());
    }

    /** How many partitions each topic has, by name; topics that do not exist are absent. */
    public static Map<String, Integer> partitionCounts(Admin admin, Collection<String> topics) {
        var existing = Replies.await(admin.listTopics().names(), ANSWER, "list the topics");
        var known = topics.stream().filter(existing::contains).toList();
        return describe(admin, known).stream()
                .collect(Collectors.toMap(
                        TopicDescription::name, topic -> topic.partitions().size()));
    }

    private static void awaitCreation(String topic, KafkaFuture<Void> creation) {
        try {
            Replies.await(creation, ANSWER, "create the topic " + topic);
        } catch (LogUnavailableException e) {
            if (!isCausedBy(e, TopicExistsException.class)) {
                throw e;
            }
        }
    }

    private static void awaitLeaders(Admin admin, List<String> topics) {
        var deadline = System.nanoTime() + LEADERS.toNanos();
        while (!haveLeaders(admin, topics)) {
            if (System.nanoTime() > deadline) {
                throw new LogUnavailableException("Not every partition of " + topics + " has a leader after "
                        + LEADERS.toSeconds() + " s. Are enough brokers running?");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private static boolean haveLeaders(Admin admin, List<String> topics) {
        try {
            return describe(admin, topics).stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition ->
                            partition.leader() != null && !partition.leader().isEmpty());
        } catch (LogUnavailableException e) {
            // The broker that is asked may not have heard of the topic yet.
            if (isCausedBy(e, UnknownTopicOrPartitionException.class)) {
                return false;
            }
            throw e;
        }
    }

    private static Collection<TopicDescription> describe(Admin admin, List<String> topics) {
        return Replies.await(admin.describeTopics(topics).allTopicNames(), ANSWER, "describe the topics")
                .values();
    }

    private static boolean isCausedBy(LogUnavailableException e, Class<? extends Exception> cause) {
        return e.getCause() instanceof ExecutionException failure && cause.isInstance(failure.getCause());
    }
}
