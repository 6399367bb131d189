package dev.parley.wsfanout.session;

import dev.parley.edge.api.ConversationId;
import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Ids;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.api.Problem;
import dev.parley.edge.log.LeaseDraft;
import dev.parley.edge.log.SignalLog;
import dev.parley.edge.presence.PresenceRequest;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.wsfanout.metrics.PresenceMetrics;
import dev.parley.wsfanout.presence.PresenceWatches;
import dev.parley.wsfanout.session.PresencePace.Feature;
import dev.parley.wsfanout.stream.LiveMembers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What clients say of their users, and whom they want to be shown. Users of one's own tenant only; who does not exist is offline. */
final class PresenceIntake implements SignalIntake {
    /** Users of one list. */
    static final int MAX_USERS = 500;

    private static final String SET = Feature.SET.label();
    private static final String WATCH = Feature.WATCH.label();
    private static final String OPEN = Feature.SCREEN.label();
    private static final String CLOSE = "conversation.close";
    private static final String USERS = "users";
    private static final String CONVERSATION = "conversation";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private static final Problem UNKNOWN = Problem.of(
                    ErrorCode.LOG_UNAVAILABLE, "It is not known whether the log took it; send it again.")
            .retryAfter(RETRY_AFTER);

    private static final Problem BUSY = Problem.of(ErrorCode.TOO_BUSY).retryAfter(RETRY_AFTER);

    private final Ports ports;
    private final PresenceMetrics metrics;
    private final AtomicInteger underWay = new AtomicInteger();

    /**
     * Whom presence depends on.
     *
     * @param tailThread knows who is a member of what
     * @param nanoTime as {@link System#nanoTime}
     */
    record Ports(
            SignalLog<LeaseDraft> log,
            PresenceWatches watches,
            LiveMembers members,
            Executor tailThread,
            LongSupplier nanoTime,
            InstantSource clock) {}

    PresenceIntake(Ports ports, PresenceMetrics metrics) {
        this.ports = ports;
        this.metrics = metrics;
    }

    @Override
    public Set<String> types() {
        return Set.of(SET, WATCH, OPEN, CLOSE);
    }

    @Override
    public void take(Session session, ClientFrame frame) {
        var fields = new Fields(frame.body());
        if (frame.type().equals(SET)) {
            set(session, frame.ref(), fields);
        } else if (frame.type().equals(WATCH)) {
            watch(session, frame.ref(), fields);
        } else {
            screen(session, frame, fields);
        }
    }

    private void set(Session session, @Nullable String ref, Fields fields) {
        switch (PresenceRequest.parse(fields, ports.clock().instant())) {
            case Parsed.Invalid<PresenceRequest>(var problem) -> reject(session, ref, problem);
            case Parsed.Valid<PresenceRequest>(var request) -> {
                if (isPaced(session, ref, Feature.SET)) {
                    append(session, ref, request);
                }
            }
        }
    }

    private void append(Session session, @Nullable String ref, PresenceRequest request) {
        if (!ports.log().hasRoom()) {
            reject(session, ref, BUSY);
            return;
        }
        underWay.incrementAndGet();
        var _ = ports.log()
                .append(request.draft(session.tenant(), session.user()))
                .thenAccept(isDurable -> {
                    underWay.decrementAndGet();
                    if (!isDurable) {
                        session.send(ServerFrames.error(ref, UNKNOWN));
                    } else if (ref != null) {
                        session.send(ServerFrames.presenceOk(ref));
                    }
                });
    }

    private void watch(Session session, @Nullable String ref, Fields fields) {
        if (!fields.has(USERS)) {
            fields.fault(USERS, ErrorCode.FIELD_MISSING, "users is required: the ids of whom to watch.");
        }
        var users = fields.texts(USERS, MAX_USERS, Ids::isValid, Ids.FORM);
        switch (fields.result(() -> users)) {
            case Parsed.Invalid<?>(var problem) -> reject(session, ref, problem);
            case Parsed.Valid<?> _ -> {
                if (isPaced(session, ref, Feature.WATCH)) {
                    ports.watches().watch(session, ref, new LinkedHashSet<>(users), () -> reject(session, ref, BUSY));
                }
            }
        }
    }

    private void screen(Session session, ClientFrame frame, Fields fields) {
        var conversation = conversation(fields);
        switch (fields.result(conversation::orElseThrow)) {
            case Parsed.Invalid<ConversationId>(var problem) -> reject(session, frame.ref(), problem);
            case Parsed.Valid<ConversationId>(var id) -> {
                if (!isPaced(session, frame.ref(), Feature.SCREEN)) {
                    return;
                }
                if (frame.type().equals(OPEN)) {
                    open(session, frame.ref(), id);
                } else if (session.presence().close(id.value())) {
                    ports.watches().close(session, id.value());
                }
            }
        }
    }

    private static Optional<ConversationId> conversation(Fields fields) {
        var conversation = ConversationId.parse(fields.requiredText(CONVERSATION, Integer.MAX_VALUE));
        if (conversation.isEmpty()) {
            fields.fault(CONVERSATION, ErrorCode.FIELD_INVALID, ConversationId.FORM);
        }
        return conversation;
    }

    private void open(Session session, @Nullable String ref, ConversationId conversation) {
        switch (conversation) {
            case ConversationId.Direct direct -> openDirect(session, ref, direct);
            // Nobody is shown in it; but who is no member is told so, as everywhere.
            case ConversationId.Group group -> {
                if (session.isLive()) {
                    ports.tailThread().execute(() -> {
                        if (ports.members().standing(session, group.value()).isEmpty()) {
                            reject(session, ref, Problem.of(ErrorCode.CONVERSATION_NOT_FOUND));
                        }
                    });
                }
            }
        }
    }

    /** It need not have begun: a user may look at anybody of the tenant. */
    private void openDirect(Session session, @Nullable String ref, ConversationId.Direct direct) {
        if (!direct.names(session.user())) {
            reject(session, ref, Problem.of(ErrorCode.CONVERSATION_NOT_FOUND));
            return;
        }
        if (!session.presence().open(direct.value())) {
            reject(
                    session,
                    ref,
                    Problem.at(
                            CONVERSATION,
                            ErrorCode.FIELD_INVALID,
                            "At most " + PresencePace.MAX_OPEN
                                    + " direct conversations may be open; send conversation.close for others first."));
            return;
        }
        ports.watches().open(session, ref, direct.value(), direct.other(session.user()), () -> {
            session.presence().close(direct.value());
            reject(session, ref, BUSY);
        });
    }

    @Override
    public void ended(Session session) {
        if (session.hasPresence()) {
            ports.watches().ended(session);
        }
    }

    @Override
    public boolean isIdle() {
        return underWay.get() == 0;
    }

    /** Says so where it is not. */
    private boolean isPaced(Session session, @Nullable String ref, Feature feature) {
        var now = ports.nanoTime().getAsLong();
        var pace = session.presence();
        if (pace.take(feature, now)) {
            return true;
        }
        metrics.throttled(feature.label());
        var retryAfter = pace.retryAfter(feature, now);
        if (ref != null) {
            reject(session, ref, Problem.of(ErrorCode.THROTTLED).retryAfter(retryAfter));
        } else if (pace.mayWarn(now)) {
            session.send(ServerFrames.throttled(feature.label(), retryAfter));
        }
        return false;
    }

    private static void reject(Session session, @Nullable String ref, Problem problem) {
        session.send(ServerFrames.rejected(ref, null, problem));
    }
}
