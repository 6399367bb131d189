package dev.parley.faults.traffic;

import dev.parley.client.MessageReceiver;
import dev.parley.client.Outcome;
import dev.parley.client.OutgoingMessage;
import dev.parley.client.PlatformClient;
import dev.parley.client.Tokens;
import dev.parley.client.ledger.Ledger;
import dev.parley.client.ledger.LedgerVerdict;
import dev.parley.client.ledger.Seen;
import dev.parley.client.ledger.Sent;
import dev.parley.client.socket.SocketEndpoint;
import dev.parley.client.socket.SocketLoops;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Steady chat in several groups, half of it over sockets and half over REST. Every message is sent at its time, whatever became
 * of the ones before, and asked for with the same id until its outcome is known.
 */
public final class Traffic implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    /** A repeat may come after the last event. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final Plan plan;
    private final PlatformClient platform;
    private final Tokens tokens;
    private final SocketLoops loops;
    private final Ledger ledger = new Ledger();
    private final Counts counts = new Counts();
    private final Deliveries deliveries = new Deliveries();
    private final NotedAnswers answers = new NotedAnswers();
    private final Attempts attempts = new Attempts(counts, answers, TIMEOUT);
    private final MessageLives lives = new MessageLives(ledger, attempts);
    private final Groups groups;
    private final CommittedLog log;
    private final PlatformAccess access;
    private final Map<String, Said> said = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong next = new AtomicLong();
    private @Nullable Thread pacer;
    private volatile boolean isSending;

    /**
     * How much of it.
     *
     * @param run begins the names of users, groups and messages
     * @param rate messages a second, all together
     * @param nodeOf the push node that each member begins with, members counted through
     * @param isLively whether messages are changed after they were sent, and members say how far they have read
     */
    public record Plan(String run, int groups, int members, double rate, IntUnaryOperator nodeOf, boolean isLively) {}

    /** What was sent by whom. */
    private record Said(Sent sent, Member speaker, OutgoingMessage message) {}

    private Traffic(Plan plan, PlatformAccess access) {
        this.plan = plan;
        this.access = access;
        this.platform = new PlatformClient(access.ingress(), access.apiKey(), TIMEOUT);
        this.tokens = new Tokens(platform, plan.run());
        this.loops =
                SocketLoops.start(access.push().stream().map(SocketEndpoint::of).toList(), 1, List.of());
        this.groups = new Groups(plan.run(), platform, tokens, ledger);
        this.log = CommittedLog.fromNow(access);
    }

    /** Creates and connects all members; nothing is sent yet. */
    public static Traffic open(Plan plan, PlatformAccess access) {
        var traffic = new Traffic(plan, access);
        try {
            traffic.groups.gather(plan.groups(), plan.members(), plan.isLively(), traffic.counts, traffic.deliveries);
            traffic.groups.connect(traffic.loops, plan.nodeOf());
            return traffic;
        } catch (RuntimeException e) {
            traffic.close();
            throw e;
        }
    }

    /** Starts sending. */
    public void begin() {
        isSending = true;
        pacer = Thread.ofPlatform().daemon().name("pacer").start(this::send);
    }

    /** Stops sending; messages in flight go on. */
    public void pause() throws InterruptedException {
        isSending = false;
        if (pacer != null) {
            pacer.join();
        }
    }

    public Deliveries deliveries() {
        return deliveries;
    }

    public NotedAnswers answers() {
        return answers;
    }

    /** Waits until each conversation has a message that was meant for after a moment; the time that took in nanoseconds. */
    public long awaitFlow(long since, Duration atMost) {
        var deadline = System.nanoTime() + atMost.toNanos();
        var flows = deliveries.flowsAgainAfter(since);
        while (flows.isEmpty() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            flows = deliveries.flowsAgainAfter(since);
        }
        return flows.orElse(Long.MAX_VALUE);
    }

    /** Waits until every member is connected and caught up; false after the time-out. */
    public boolean awaitCaughtUp(Duration atMost) {
        return groups.await(Member::isCaughtUp, atMost);
    }

    /** One member of each group, not its first, loses its connection and comes back on the next push node. */
    public void move() {
        for (var group = 0; group < groups.size(); group++) {
            groups.group(group).get(1).breakOff();
        }
    }

    /** Where the messages and unread counts that members reckon are not those of the platform; for a lively plan, after its judgement. */
    public List<String> differences() {
        return StateCheck.differences(platform, groups.members());
    }

    public Returns returns() {
        return counts.returns();
    }

    /** How many groups there are. */
    public int groups() {
        return groups.size();
    }

    /** The conversation of a group. */
    public String conversation(int group) {
        return groups.conversation(group);
    }

    public long lostConnections() {
        return counts.lostConnections();
    }

    /** Places that the platform said it could not fill. */
    public long resyncs() {
        return counts.resyncs();
    }

    /** How many attempts came to nothing, by reason. */
    public Map<String, Long> unknownAttempts() {
        return counts.unknown();
    }

    public String line() {
        return counts.line();
    }

    /** One of the users. */
    public String anyUser() {
        return groups.group(0).getFirst().user();
    }

    /** A new write, by the first member of a group, for a probe of the first ingress. */
    public Probe.Question question() {
        var speaker = groups.group(0).getFirst();
        var asked = prepare(next.getAndIncrement(), 0, speaker, 0);
        var headers = Map.of(
                "Authorization",
                "Bearer " + tokens.of(speaker.user()),
                "Idempotency-Key",
                asked.message().id());
        var request =
                Probe.post(access.ingress().getFirst(), headers, asked.message().body());
        return new Probe.Question() {
            @Override
            public HttpRequest.Builder request() {
                return request;
            }

            @Override
            public void accepted(byte[] body) {
                answers.note(asked.sent(), PlatformClient.accepted(body));
            }
        };
    }

    /**
     * Sends one message in the first group over REST, once, and notes and returns what came of it.
     *
     * @param number of this message among those of the scenario itself; the same one is the same message
     */
    public Outcome ask(PlatformClient via, int number) {
        var id = plan.run() + "-own-" + number;
        var group = 0;
        var text = "own message " + number;
        var speaker = groups.group(group).getFirst();
        var asked = said.computeIfAbsent(id, _ -> {
            var sent = ledger.sending(id, groups.conversation(group), text, 0);
            return new Said(sent, speaker, new OutgoingMessage(id, new MessageReceiver.Group(groups.id(group)), text));
        });
        var outcome = via.post(tokens.of(speaker.user()), asked.message());
        answers.note(asked.sent(), outcome);
        return outcome;
    }

    /** Waits until the first group has heard a message of the scenario itself; its seq, or 0 where it never came. */
    public long awaitHeard(int number, Duration atMost) {
        var deadline = System.nanoTime() + atMost.toNanos();
        var reader = groups.group(0).getFirst();
        while (System.nanoTime() - deadline < 0) {
            // The sender may not have noted it yet.
            var sent = ledger.find(plan.run() + "-own-" + number);
            var seq = sent == null ? 0 : reader.seqOf(sent);
            if (seq > 0) {
                return seq;
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return 0;
    }

    /** Asks once more for every id whose outcome was unknown for a while; how many there were. */
    public long askAgain() {
        var again = said.values().stream()
                .filter(each -> each.sent().retries() > 0 || each.sent().state() == Sent.State.UNANSWERED)
                .toList();
        for (var each : again) {
            counts.sent();
            var _ = threads.submit(() -> {
                persist(each, true);
                counts.answered();
            });
        }
        settle();
        return again.size();
    }

    /** Waits until every outcome is known, or its retries have timed out. */
    public void settle() {
        while (counts.underWay() > 0) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    /** Waits until the store has everything that is acknowledged now; the time that took in nanoseconds. */
    public long awaitStored() {
        var began = System.nanoTime();
        var heads = ledger.heads();
        for (var group = 0; group < groups.size(); group++) {
            var head = heads.getOrDefault(groups.conversation(group), 0L);
            if (head > 0) {
                platform.storedEvents(
                        groups.conversation(group),
                        groups.group(group).getFirst().user(),
                        head - 1,
                        head);
            }
        }
        return System.nanoTime() - began;
    }

    /** Falls silent, waits for every outcome and every reader, and holds everything against everything. */
    public LedgerVerdict judge(Duration readersTimeout) throws InterruptedException {
        pause();
        settle();
        askAgain();
        var heads = ledger.heads();
        var numbers = IntStream.range(0, groups.size()).boxed().toList();
        var conversations = new LinkedHashMap<String, Member>();
        numbers.forEach(group -> conversations.put(
                groups.conversation(group), groups.group(group).getFirst()));
        var deadline = System.nanoTime() + readersTimeout.toNanos();
        while (System.nanoTime() - deadline < 0 && numbers.stream().anyMatch(group -> isBehind(group, heads))) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        LockSupport.parkNanos(QUIET.toNanos());
        conversations.forEach(
                (conversation, member) -> readStore(conversation, member, heads.getOrDefault(conversation, 0L)));
        log.readInto(ledger, conversations.keySet());
        return ledger.verdict();
    }

    /** For a test of the judge itself: an id that is taken for acknowledged, and never was sent. */
    public void pretend() {
        ledger.sending(plan.run() + "-pretended", groups.conversation(0), "never sent", 0)
                .accepted(Integer.MAX_VALUE / 2, System.nanoTime());
    }

    private boolean isBehind(int group, Map<String, Long> heads) {
        var head = heads.getOrDefault(groups.conversation(group), 0L);
        return groups.group(group).stream().anyMatch(member -> member.position() < head);
    }

    private void readStore(String conversation, Member member, long head) {
        var store = ledger.reading(Ledger.STORE, conversation, 0);
        var page = platform.storedEvents(conversation, member.user(), 0, head);
        while (!page.isEmpty()) {
            page.forEach(event -> store.add(
                    new Seen(event.conversation(), event.seq(), event.eventId(), event.clientMsgId(), event.text())));
            page = platform.storedEvents(conversation, member.user(), store.position(), 0);
        }
    }

    private void send() {
        var start = System.nanoTime();
        for (var count = 0L; isSending; count++) {
            var intendedAt = start + (long) (count * 1e9 / plan.rate());
            awaitTime(intendedAt);
            var number = next.getAndIncrement();
            var group = (int) (number % groups.size());
            var turn = number / groups.size();
            var members = groups.group(group);
            var message = prepare(number, group, members.get((int) (turn % members.size())), intendedAt);
            counts.sent();
            var _ = threads.submit(() -> {
                var outcome = persist(message, turn % 2 == 0);
                if (plan.isLively() && turn % MessageLives.EVERY == 0 && outcome instanceof Outcome.Accepted accepted) {
                    var life = new MessageLives.Life(turn / MessageLives.EVERY, members, message.speaker());
                    lives.run(life, message.sent(), accepted);
                }
                counts.answered();
            });
        }
    }

    private static void awaitTime(long nanoTime) {
        for (var left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private Said prepare(long number, int group, Member speaker, long intendedAt) {
        var id = plan.run() + "-" + number;
        var text = "message " + number + " of " + plan.run();
        var sent = ledger.sending(id, groups.conversation(group), text, intendedAt);
        var message = new OutgoingMessage(id, new MessageReceiver.Group(groups.id(group)), text);
        var noted = new Said(sent, speaker, message);
        said.put(id, noted);
        return noted;
    }

    private Outcome persist(Said asked, boolean isOverRest) {
        return attempts.untilKnown(asked.sent(), () -> attempt(asked, isOverRest));
    }

    private Outcome attempt(Said asked, boolean isOverRest) {
        if (!isOverRest) {
            return asked.speaker().say(asked.message());
        }
        var user = asked.speaker().user();
        var outcome = platform.post(tokens.of(user), asked.message());
        if (outcome instanceof Outcome.Refused(var code, var _) && code.startsWith("token-")) {
            tokens.forget(user);
            return new Outcome.Unknown(code, Duration.ZERO);
        }
        return outcome;
    }

    @Override
    public void close() {
        isSending = false;
        threads.shutdownNow();
        groups.members().forEach(Member::leave);
        loops.close();
        platform.close();
        threads.close();
    }
}
