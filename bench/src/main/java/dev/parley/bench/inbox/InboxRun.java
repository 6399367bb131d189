package dev.parley.bench.inbox;

import dev.parley.bench.chat.Conversations;
import dev.parley.bench.load.TimedCalls;
import dev.parley.bench.load.TimedCalls.Times;
import dev.parley.bench.options.Target;
import dev.parley.bench.report.Quantiles;
import dev.parley.client.Inbox;
import dev.parley.client.MessageReceiver;
import dev.parley.client.OutcomeRetry;
import dev.parley.client.OutgoingMessage;
import dev.parley.client.PlatformClient;
import dev.parley.client.run.Crowd;
import dev.parley.client.socket.SocketEndpoint;
import dev.parley.client.socket.SocketLoops;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** One user with so many conversations: fills them, and times what the user asks for. */
final class InboxRun implements AutoCloseable {
    /** Conversations in which something was missed. */
    static final int WITH_NEWS = 20;

    private static final int NEWS = 10;
    private static final int PAGE = 50;
    private static final int MOST_EVENTS = 1_000;
    /** With names as short as these, what the body of a request holds. */
    private static final int MOST_POSITIONS = 2_000;

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String LIST = "/v1/conversations?limit=" + PAGE;

    private final Plan plan;
    private final int count;
    private final String prefix;
    private final PlatformClient platform;
    private final SocketLoops loops;
    private final Inbox inbox;
    private final List<String> faults = new ArrayList<>();

    /** @param rate requests a second */
    record Plan(String runId, Duration warmUp, Duration duration, double rate, int resumes) {}

    InboxRun(Plan plan, Target target, int count) throws IOException {
        this(
                plan,
                new PlatformClient(target.urls(), target.apiKey(), TIMEOUT),
                SocketLoops.start(SocketEndpoint.of(target.url()), 1, List.of()),
                count);
    }

    /**
     * A run on a platform that is ready.
     *
     * @param platform closed with this, as are the loops
     */
    InboxRun(Plan plan, PlatformClient platform, SocketLoops loops, int count) {
        this.plan = plan;
        this.count = count;
        // Short, as names are: they are sent with each position.
        this.prefix = Integer.toString(plan.runId().hashCode() & Integer.MAX_VALUE, Character.MAX_RADIX) + "-" + count;
        this.platform = platform;
        this.loops = loops;
        this.inbox = platform.inbox(owner());
    }

    InboxReport.Size run() {
        platform.awaitReady(TIMEOUT);
        fill();
        var positions = positions();
        var news = new HashMap<>(positions);
        news.keySet().retainAll(withNews());
        check(positions, news);
        var list = time(1, () -> inbox.page(LIST));
        var unread = time(1, () -> inbox.page(LIST + "&unread=true"));
        var sync = time(1, () -> inbox.sync(news, MOST_EVENTS));
        var all = parts(positions);
        var syncAll = time(0.2, () -> all.forEach(part -> inbox.sync(part, MOST_EVENTS)));
        var lateness = Stream.of(list, unread, sync, syncAll)
                .mapToDouble(times -> times.lateness().p99())
                .max()
                .orElseThrow();
        return new InboxReport.Size(
                list.latency(), unread.latency(), sync.latency(), syncAll.latency(), resume(positions), lateness);
    }

    private Times time(double share, Runnable call) {
        return TimedCalls.run(plan.warmUp(), plan.duration(), share * plan.rate(), call);
    }

    private String owner() {
        return prefix + "-o";
    }

    private String other(int number) {
        return prefix + "-" + number;
    }

    private List<String> withNews() {
        return Stream.iterate(0, i -> i + count / WITH_NEWS)
                .limit(WITH_NEWS)
                .map(i -> Conversations.direct(owner(), other(i)))
                .toList();
    }

    /** In half of them the user has answered; in all of them the last message is unread. */
    private void fill() {
        create(owner());
        Crowd.forEach(count, i -> {
            create(other(i));
            say(other(i), owner(), other(i) + "-first");
            if (i % 2 == 0) {
                say(owner(), other(i), other(i) + "-answer");
            }
            say(other(i), owner(), other(i) + "-last");
        });
        Crowd.forEach(WITH_NEWS, i -> {
            var from = other(i * (count / WITH_NEWS));
            for (var number = 0; number < NEWS; number++) {
                say(from, owner(), from + "-news-" + number);
            }
        });
    }

    private void create(String user) {
        OutcomeRetry.seqOf("user " + user, TIMEOUT, () -> platform.createUser(user, user, user));
    }

    private void say(String from, String to, String id) {
        var message = new OutgoingMessage(id, new MessageReceiver.User(to), "Are you there? " + id);
        OutcomeRetry.seqOf(id, TIMEOUT, () -> platform.postAs(from, message));
    }

    /** What the user has of each conversation: everything, but for the news. Waits until the store has all of it. */
    private Map<String, Long> positions() {
        var positions = new HashMap<String, Long>();
        for (var i = 0; i < count; i++) {
            positions.put(Conversations.direct(owner(), other(i)), i % 2 == 0 ? 3L : 2L);
        }
        var heads = new HashMap<>(positions);
        withNews().forEach(id -> heads.merge(id, (long) NEWS, Long::sum));
        var deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!stored().equals(heads) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        if (!stored().equals(heads)) {
            faults.add(count + " conversations: the list does not have all of them with their last messages");
        }
        return positions;
    }

    private Map<String, Long> stored() {
        var heads = new HashMap<String, Long>();
        inbox.conversations().forEach((id, seen) -> heads.put(id, seen.seq()));
        return heads;
    }

    private static List<Map<String, Long>> parts(Map<String, Long> positions) {
        var parts = new ArrayList<Map<String, Long>>();
        positions.forEach((id, seq) -> {
            if (parts.isEmpty() || parts.getLast().size() == MOST_POSITIONS) {
                parts.add(new HashMap<>());
            }
            parts.getLast().put(id, seq);
        });
        return parts;
    }

    /** Once, so that nothing but the request is timed. */
    private void check(Map<String, Long> positions, Map<String, Long> news) {
        expect(
                "items on the first page",
                Math.min(PAGE, count),
                Inbox.json(inbox.page(LIST)).path("items").size());
        expect("events that were missed", NEWS * WITH_NEWS, events(news));
        expect(
                "events that were missed in all",
                NEWS * WITH_NEWS,
                parts(positions).stream().mapToInt(this::events).sum());
    }

    private int events(Map<String, Long> after) {
        var answer = Inbox.json(inbox.sync(after, MOST_EVENTS));
        if (answer.path("more").asBoolean() || !answer.path("resync").isEmpty()) {
            faults.add(count + " conversations: the answer says more or resync " + answer.path("resync"));
        }
        return answer.path("events").size();
    }

    private void expect(String what, int expected, int seen) {
        if (expected != seen) {
            faults.add(count + " conversations: " + seen + " " + what + " instead of " + expected);
        }
    }

    private Quantiles resume(Map<String, Long> positions) {
        var times = Quantiles.histogram();
        var token = platform.mintToken(owner(), "bench");
        for (var number = 0; number < plan.resumes(); number++) {
            var caughtUp =
                    Resumption.of(loops, token, positions, NEWS * WITH_NEWS).await(TIMEOUT);
            if (caughtUp.isEmpty()) {
                faults.add(count + " conversations: a socket did not get what was missed");
                break;
            }
            times.recordValue(caughtUp.get().toNanos());
        }
        return Quantiles.of(times);
    }

    List<String> faults() {
        return faults;
    }

    @Override
    public void close() {
        loops.close();
        platform.close();
    }
}
