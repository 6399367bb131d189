package dev.parley.wsfanout.signals;

import dev.parley.edge.restrictions.RestrictionTable;
import dev.parley.schemas.Ephemeral;
import dev.parley.schemas.Event;
import dev.parley.schemas.MemberMuted;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.Transient;
import dev.parley.schemas.Typing;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import dev.parley.wsfanout.metrics.SignalMetrics;
import dev.parley.wsfanout.metrics.SignalMetrics.Drop;
import dev.parley.wsfanout.signals.Delivery.Audience.Members;
import dev.parley.wsfanout.stream.ConversationKey;
import dev.parley.wsfanout.stream.LiveKeys;
import dev.parley.wsfanout.stream.MembershipChange;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Who types, and what applications show each other, to the other members: each of its own in small conversations, as the whole group
 * now and then in larger ones. Nothing of it is kept for those who come later.
 */
final class EphemeralSignals implements SignalKind {
    /** How long typing is shown that is not renewed; a record that is older says nothing. */
    static final Duration LIFETIME = Duration.ofSeconds(5);

    /** Of each kind, while earlier frames wait for their turn; more are dropped. */
    static final int MAX_PENDING = 1_000;

    /** Transients of one conversation, as {@link #MAX_PENDING}: each is as many frames as it has members here. */
    static final int MAX_TRANSIENTS = 20;

    private final AvroReader<Ephemeral> reader;
    private final Delivery delivery;
    private final GroupPacing pacing;
    private final RecordKey key;
    private final RestrictionTable restrictions;
    private final LiveKeys.Probe users;
    private final LongSupplier nanoTime;
    private final InstantSource clock;
    private final Executor feedThread;
    private final SignalMetrics metrics;
    private final TypingBoard board = new TypingBoard();
    private final TypingFrames frames;
    /** What members of small conversations said last. */
    private final Map<Member, Boolean> typing = new LinkedHashMap<>();

    private final Map<ConversationKey, List<Shown>> transients = new LinkedHashMap<>();

    private record Member(ConversationKey conversation, String user) {}

    private record Shown(String user, byte[] frame) {}

    /** @param feedThread runs a task where records are taken */
    EphemeralSignals(SignalParts parts, InstantSource clock, Executor feedThread) {
        this.reader = new AvroReader<>(parts.registry(), Ephemeral.getClassSchema());
        this.delivery = parts.delivery();
        this.pacing = parts.pacing();
        this.key = new RecordKey(parts.keys().probe());
        this.restrictions = parts.restrictions();
        this.users = parts.keys().probe();
        this.nanoTime = parts.nanoTime();
        this.clock = clock;
        this.feedThread = feedThread;
        this.metrics = parts.metrics();
        this.frames = new TypingFrames(delivery);
    }

    @Override
    public Map<String, Handler> topics() {
        return Map.of(Topics.EPHEMERAL.name(), this::take);
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        key.readTwo(record.key());
        if (!key.areMembersHere()) {
            return;
        }
        var age = Duration.ofMillis(Math.max(0, clock.millis() - record.timestamp()));
        if (age.compareTo(LIFETIME) > 0) {
            metrics.dropped(Drop.LATE, 1);
            return;
        }
        var signal = reader.read(record.value());
        SignalParts.refuseOther(record.key(), Keys.of(signal.getTenant(), signal.getConversation()));
        if (restrictions.areApart(signal.getTenant(), signal.getConversation())) {
            metrics.dropped(Drop.APART, 1);
            return;
        }
        var from = new Member(new ConversationKey(signal.getTenant(), signal.getConversation()), signal.getUser());
        switch (signal.getBody()) {
            case Typing body -> take(from, body.getOn(), LIFETIME.minus(age));
            case Transient body -> take(from, body, Instant.ofEpochMilli(record.timestamp()));
            // Of a newer version.
            default -> {}
        }
    }

    private void take(Member from, boolean isOn, Duration left) {
        var conversation = from.conversation();
        if (!pacing.of(conversation).gathersTyping()) {
            if (typing.put(from, isOn) != null) {
                metrics.merged();
            } else if (typing.size() > MAX_PENDING) {
                typing.remove(from);
                metrics.dropped(Drop.BUSY, 1);
            }
        } else if (!isOn) {
            board.off(conversation, from.user());
        } else if (!board.on(conversation, from.user(), left, nanoTime.getAsLong())) {
            metrics.dropped(Drop.CROWDED, 1);
        }
    }

    private void take(Member from, Transient shown, Instant at) {
        var conversation = from.conversation();
        if (transients.size() >= MAX_PENDING && !transients.containsKey(conversation)) {
            metrics.dropped(Drop.BUSY, 1);
            return;
        }
        var pending = transients.computeIfAbsent(conversation, _ -> new ArrayList<>(1));
        if (pending.size() >= MAX_TRANSIENTS) {
            metrics.dropped(Drop.CROWDED, 1);
            return;
        }
        var frame = SignalFrames.transientData(conversation.conversation(), from.user(), shown.getData(), at);
        pending.add(new Shown(from.user(), frame));
    }

    /** Members who said something, are gone or may not write type no more. On the thread of events. */
    void heard(Event event) {
        if (board.isEmpty()) {
            return;
        }
        var conversation = new ConversationKey(event.getTenant(), event.getConversation());
        if (!board.mayHave(conversation)) {
            return;
        }
        var user = event.getBody() instanceof MessageCreated ? event.getActor() : null;
        var change = MembershipChange.of(event);
        if (change instanceof MembershipChange.AllLeave) {
            feedThread.execute(() -> board.end(conversation));
        } else if (change instanceof MembershipChange.Leaves(var gone)) {
            feedThread.execute(() -> board.off(conversation, gone));
        } else if (event.getBody() instanceof MemberMuted muted) {
            feedThread.execute(() -> board.off(conversation, muted.getUser()));
        } else if (user != null) {
            feedThread.execute(() -> board.off(conversation, user));
        }
    }

    @Override
    public void paced(ConversationKey conversation, Pacing found) {
        if (!found.gathersTyping()) {
            board.forget(conversation).forEach(user -> typing.put(new Member(conversation, user), true));
        }
    }

    @Override
    public void flush() {
        typing.forEach((from, isOn) -> delivery.send(
                new Members(from.conversation(), from.user()),
                SignalFrames.typing(from.conversation().conversation(), from.user(), isOn)));
        typing.clear();
        transients.forEach((conversation, pending) ->
                pending.forEach(shown -> delivery.send(new Members(conversation, shown.user()), shown.frame())));
        transients.clear();
        for (var group : board.due(nanoTime.getAsLong())) {
            frames.send(group, user -> isHere(group.key().tenant(), user));
        }
    }

    private boolean isHere(String tenant, String user) {
        var name = Keys.of(tenant, user);
        var tenantEnd = Keys.of(tenant).length;
        return users.isLive(name, tenantEnd, tenantEnd + 1, name.length);
    }

    @Override
    public boolean isWaiting() {
        return !typing.isEmpty() || !transients.isEmpty() || !board.isEmpty();
    }
}
