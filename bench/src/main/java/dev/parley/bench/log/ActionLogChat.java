package dev.parley.bench.log;

import dev.parley.bench.chat.Chat;
import dev.parley.bench.chat.ChatListener;
import dev.parley.bench.chat.ChatMessage;
import dev.parley.bench.chat.ChatSession;
import dev.parley.bench.chat.ChatUser;
import dev.parley.bench.chat.Conversations;
import dev.parley.bench.chat.Delivery;
import dev.parley.bench.chat.ForwardingChat;
import dev.parley.bench.chat.Promises;
import dev.parley.bench.observe.MetricsSource;
import dev.parley.client.MessageReceiver;
import dev.parley.schemas.Action;
import dev.parley.schemas.ActorFacts;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageKind;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.topics.Topics;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * Parley's append alone: what is said between two is appended to the log of actions as an edge does, and counts as
 * accepted when the log has it. The platform decides it later. It must be the only writer of these
 * conversations, so that the n-th message will have the n-th number.
 */
public final class ActionLogChat extends ForwardingChat {
    private static final Promises PROMISES = new Promises("parley", true, true, true, false);
    private static final String DECIDED = "parley_topologies_actions_total";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration TIMEOUT = Duration.ofMinutes(15);

    /** As an edge appends: at once, one request in flight, durable. */
    private static final Map<String, Object> AS_AN_EDGE = Map.of(
            "acks",
            "all",
            "enable.idempotence",
            true,
            "max.in.flight.requests.per.connection",
            1,
            "linger.ms",
            0,
            "batch.size",
            64 * 1024);

    private final DoubleSupplier decided;
    private final String tenant;
    private final LogWriter<Action> log;
    private final Map<String, Long> seqs = new HashMap<>();
    private final AtomicLong appended = new AtomicLong();
    private final ActorFacts facts =
            ActorFacts.newBuilder().setCreatedAt(Instant.now()).build();
    private double decidedBefore;

    /**
     * Beside a platform that is ready.
     *
     * @param platform makes users and reads back; closed with this
     * @param tenant of its API key
     * @param settings how its log is reached
     */
    public ActionLogChat(Chat platform, URI url, String tenant, Map<String, String> settings) {
        this(
                platform,
                () -> decidedAt(new MetricsSource(url)),
                tenant,
                new LogWriter<>(settings, Topics.ACTIONS, AS_AN_EDGE));
    }

    /** @param decided how many actions the platform has decided so far */
    ActionLogChat(Chat platform, DoubleSupplier decided, String tenant, LogWriter<Action> log) {
        super(platform);
        this.decided = decided;
        this.tenant = tenant;
        this.log = log;
    }

    private static double decidedAt(MetricsSource page) {
        return page.read()
                .orElseThrow(() -> new IllegalStateException("The platform serves no metrics."))
                .sum(DECIDED);
    }

    @Override
    public Promises promises() {
        return PROMISES;
    }

    @Override
    public void createUsers(List<String> users) {
        super.createUsers(users);
        decidedBefore = decided.getAsDouble();
    }

    @Override
    public ChatSession connect(ChatUser seat, ChatListener listener) {
        return new Writer(seat.user(), listener);
    }

    /** Waits until everything was decided: far more may have been appended than the platform decides in the same time. */
    @Override
    public void readStored(String conversation, String member, long head, Consumer<Delivery> reader) {
        var deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (decided.getAsDouble() - decidedBefore < appended.get() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        super.readStored(conversation, member, head, reader);
    }

    @Override
    public void close() {
        log.close();
        super.close();
    }

    private final class Writer implements ChatSession {
        private final String user;
        private final ChatListener listener;

        Writer(String user, ChatListener listener) {
            this.user = user;
            this.listener = listener;
        }

        @Override
        public void send(ChatMessage message) {
            if (!(message.receiver() instanceof MessageReceiver.User(var other))) {
                throw new IllegalArgumentException("Only one-to-one messages can be written to the action log.");
            }
            var conversation = Conversations.direct(user, other);
            var action = Action.newBuilder()
                    .setTenant(tenant)
                    .setConversation(conversation)
                    .setActor(user)
                    .setActorFacts(facts)
                    .setActionId(message.id())
                    .setBody(new PostMessage(
                            MessageKind.TEXT,
                            MessageContent.newBuilder().setText(message.text()).build(),
                            null,
                            null,
                            null))
                    .build();
            synchronized (seqs) {
                var seq = seqs.merge(conversation, 1L, Long::sum);
                log.append(tenant, conversation, action, LogAnswer.of(message, seq, listener));
            }
            appended.incrementAndGet();
        }

        @Override
        public void leave() {
            // Has nothing open.
        }
    }
}
