package dev.parley.bench.load;

import dev.parley.bench.log.TopicEnd;
import dev.parley.bench.observe.Metrics;
import dev.parley.bench.observe.MetricsSource;
import dev.parley.bench.options.Target;
import dev.parley.client.PlatformClient;
import dev.parley.client.socket.SocketEndpoint;
import dev.parley.client.socket.SocketLoops;
import dev.parley.schemas.topics.Topic;
import dev.parley.schemas.topics.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What goes on beside chat: users who type, users whose presence changes, or both, and what of it the platform logs and drops. */
final class Flood implements AutoCloseable {
    /** After it nobody may be shown as there who is not: what a platform needs to miss a node that says nothing any more. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final List<Topic> TOPICS = List.of(Topics.EPHEMERAL, Topics.LEASES, Topics.PRESENCE);

    /** What is lost, merged or late of signals: the less a signal matters the earlier. */
    private static final List<String> COUNTED = Stream.of(
                    "signals_skipped",
                    "signals_dropped",
                    "signals_merged",
                    "ephemeral_merged",
                    "ephemeral_dropped",
                    "presence_gathered",
                    "presence_throttled",
                    "leases_announced_again",
                    "lost_beats")
            .map(name -> "parley_ws_fanout_" + name)
            .toList();

    private final @Nullable Typists typists;
    private final @Nullable FlappingUsers flapping;
    private final TopicEnd ends;
    private final MetricsSource platform;
    private final Map<Topic, Long> records = new HashMap<>();
    private final Map<Topic, Long> before = new HashMap<>();
    private @Nullable Metrics countedBefore;

    /**
     * Whose flood.
     *
     * @param typing null = nobody types
     * @param flapping null = nobody flaps
     */
    record Plan(Typists.@Nullable Plan typing, FlappingUsers.@Nullable Plan flapping) {}

    Flood(Plan plan, Target target) {
        this.typists = plan.typing() == null ? null : new Typists(plan.typing(), client(target), loops(target));
        this.flapping =
                plan.flapping() == null ? null : new FlappingUsers(plan.flapping(), client(target), loops(target));
        this.ends = new TopicEnd(target.settings());
        this.platform = new MetricsSource(target.url());
    }

    private static PlatformClient client(Target target) {
        return new PlatformClient(target.urls(), target.apiKey(), TIMEOUT);
    }

    private static SocketLoops loops(Target target) {
        return SocketLoops.start(SocketEndpoint.of(target.url()), 1, List.of());
    }

    /** Makes all users and connects them. */
    void begin() {
        if (typists != null) {
            typists.begin();
        }
        if (flapping != null) {
            flapping.begin();
        }
        countedBefore = platform.read().orElse(null);
    }

    /** From now on it is there. */
    void rise() {
        TOPICS.forEach(topic -> before.put(topic, ends.of(topic)));
        turn(true);
    }

    /** From now on it is not; all of its users stay as they are. */
    void fall() {
        turn(false);
        before.forEach((topic, end) -> records.merge(topic, ends.of(topic) - end, Long::sum));
        before.clear();
    }

    private void turn(boolean isOn) {
        if (typists != null) {
            typists.type(isOn);
        }
        if (flapping != null) {
            flapping.flap(isOn);
        }
    }

    /** What came of it, once nothing is to follow; waits until watchers are shown what is. */
    FloodReport.Signals signals() {
        return new FloodReport.Signals(typing(), presence(), counted());
    }

    private FloodReport.@Nullable Typing typing() {
        if (typists == null) {
            return null;
        }
        return new FloodReport.Typing(
                typists.sent(),
                typists.sent() / typists.secondsOfTyping(),
                recordsPer(Topics.EPHEMERAL, typists.sent()),
                typists.seen(),
                typists.seen() / typists.secondsOfTyping(),
                typists.throttled(),
                typists.lateness(),
                typists.faults());
    }

    private FloodReport.@Nullable Presence presence() {
        if (flapping == null) {
            return null;
        }
        var counts = flapping.counts();
        var changes = flapping.changes();
        var shown = counts.shown();
        return new FloodReport.Presence(
                changes,
                changes / flapping.secondsOfFlapping(),
                recordsPer(Topics.LEASES, changes),
                recordsPer(Topics.PRESENCE, changes),
                shown,
                shown / flapping.secondsOfFlapping(),
                counts.gathered(),
                counts.refused(),
                flapping.lateness(),
                flapping.settle(LEASE),
                counts.faults());
    }

    private double recordsPer(Topic topic, long things) {
        return (double) records.getOrDefault(topic, 0L) / Math.max(1, things);
    }

    private SortedMap<String, Long> counted() {
        var begin = countedBefore;
        return begin == null
                ? new TreeMap<>()
                : platform.read().map(now -> now.grownSince(begin, COUNTED)).orElseGet(TreeMap::new);
    }

    @Override
    public void close() {
        if (typists != null) {
            typists.close();
        }
        if (flapping != null) {
            flapping.close();
        }
        ends.close();
    }
}
