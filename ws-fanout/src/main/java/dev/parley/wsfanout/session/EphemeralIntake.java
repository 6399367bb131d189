package dev.parley.wsfanout.session;

import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.api.Problem;
import dev.parley.edge.command.TransientRequest;
import dev.parley.edge.command.TypingRequest;
import dev.parley.schemas.Ephemeral;
import dev.parley.schemas.Typing;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.wsfanout.metrics.SignalMetrics;
import dev.parley.wsfanout.session.EphemeralAppends.Outgoing;
import dev.parley.wsfanout.session.EphemeralPace.Feature;
import dev.parley.wsfanout.session.EphemeralPace.Offer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The frames {@code typing} and {@code transient} of all clients, as far as their {@link EphemeralPace} lets them go to the log. A
 * message that a client sends, and its end, end its typing.
 */
final class EphemeralIntake implements SignalIntake {
    /** Frames of a client that come before its memberships are known; more are dropped. */
    private static final int MAX_EARLY = EphemeralPace.MAX_CONVERSATIONS + EphemeralPace.MOST_TRANSIENTS;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final EphemeralAppends appends;
    private final LongSupplier nanoTime;
    private final SignalMetrics metrics;
    private final Map<Session, Queue<Outgoing>> early = new ConcurrentHashMap<>();

    EphemeralIntake(EphemeralAppends.Ports ports, SignalMetrics metrics) {
        this.appends = new EphemeralAppends(ports, metrics);
        this.nanoTime = ports.nanoTime();
        this.metrics = metrics;
    }

    @Override
    public Set<String> types() {
        return Set.of(Feature.TYPING.label(), Feature.TRANSIENT.label());
    }

    @Override
    public void take(Session session, ClientFrame frame) {
        var fields = new Fields(frame.body());
        if (frame.type().equals(Feature.TYPING.label())) {
            switch (TypingRequest.parse(fields)) {
                case Parsed.Invalid<TypingRequest>(var problem) ->
                    reject(session, frame.ref(), Feature.TYPING, problem);
                case Parsed.Valid<TypingRequest>(var request) -> take(session, request, frame.ref());
            }
        } else {
            switch (TransientRequest.parse(fields)) {
                case Parsed.Invalid<TransientRequest>(var problem) ->
                    reject(session, frame.ref(), Feature.TRANSIENT, problem);
                case Parsed.Valid<TransientRequest>(var request) -> take(session, request, frame.ref());
            }
        }
    }

    private void take(Session session, TypingRequest request, @Nullable String ref) {
        if (!appends.hasRoom()) {
            refuse(session, ref, Feature.TYPING, Problem.of(ErrorCode.TOO_BUSY).retryAfter(RETRY_AFTER));
            return;
        }
        var now = nanoTime.getAsLong();
        var offer = session.ephemeral().typing(request.conversation().value(), request.isOn(), now);
        var signal = request.signal(session.tenant(), session.user());
        follow(offer, new Outgoing(session, signal, ref), now);
    }

    private void take(Session session, TransientRequest request, @Nullable String ref) {
        if (!appends.hasRoom()) {
            refuse(
                    session,
                    ref,
                    Feature.TRANSIENT,
                    Problem.of(ErrorCode.TOO_BUSY).retryAfter(RETRY_AFTER));
            return;
        }
        var now = nanoTime.getAsLong();
        var offer = session.ephemeral().offerTransient(now);
        follow(offer, new Outgoing(session, request.signal(session.tenant(), session.user()), ref), now);
    }

    private void follow(Offer offer, Outgoing outgoing, long now) {
        var feature = outgoing.feature();
        switch (offer) {
            case TAKEN -> add(outgoing);
            case MERGED -> metrics.ephemeralMerged(feature.label());
            case THROTTLED -> refuse(outgoing.session(), outgoing.ref(), feature, throttled(outgoing, now));
        }
    }

    private static Problem throttled(Outgoing outgoing, long now) {
        var pace = outgoing.session().ephemeral();
        return Problem.of(ErrorCode.THROTTLED).retryAfter(pace.retryAfter(outgoing.feature(), now));
    }

    /** What a client says before it is live waits until its memberships are known. */
    private void add(Outgoing outgoing) {
        var session = outgoing.session();
        if (session.isLive() && !early.containsKey(session)) {
            appends.add(outgoing);
            return;
        }
        early.compute(session, (_, known) -> {
            var queue = known == null ? new ArrayDeque<Outgoing>() : known;
            if (queue.size() < MAX_EARLY) {
                queue.add(outgoing);
            } else {
                metrics.ephemeralDropped(outgoing.feature().label(), ErrorCode.TOO_BUSY.code());
            }
            return queue;
        });
        if (session.isLive()) {
            release(session);
        } else if (!session.isOpen()) {
            early.remove(session);
        }
    }

    @Override
    public void joined(Session session) {
        release(session);
    }

    private void release(Session session) {
        early.computeIfPresent(session, (_, queue) -> {
            queue.forEach(appends::add);
            return null;
        });
    }

    @Override
    public void said(Session session, String conversation) {
        var pace = session.ephemeralIfAny();
        if (pace != null && pace.said(conversation, nanoTime.getAsLong())) {
            appends.add(new Outgoing(session, off(session, conversation), null));
        }
    }

    @Override
    public void ended(Session session) {
        early.remove(session);
        var pace = session.ephemeralIfAny();
        if (pace != null) {
            appends.addNow(pace.end(nanoTime.getAsLong()).stream()
                    .map(conversation -> new Outgoing(session, off(session, conversation), null))
                    .toList());
        }
    }

    private static Ephemeral off(Session session, String conversation) {
        return new Ephemeral(session.tenant(), conversation, session.user(), new Typing(false));
    }

    @Override
    public boolean isIdle() {
        return appends.isIdle();
    }

    /** A client that wants no answers is told once a second at most. */
    private void refuse(Session session, @Nullable String ref, Feature feature, Problem problem) {
        if (ref != null) {
            reject(session, ref, feature, problem);
            return;
        }
        metrics.ephemeralDropped(feature.label(), problem.code());
        var retryAfter = problem.retryAfter();
        if (retryAfter != null && session.ephemeral().mayWarn(feature, nanoTime.getAsLong())) {
            session.send(ServerFrames.throttled(feature.label(), retryAfter));
        }
    }

    private void reject(Session session, @Nullable String ref, Feature feature, Problem problem) {
        metrics.ephemeralDropped(feature.label(), problem.code());
        session.send(ServerFrames.rejected(ref, null, problem));
    }
}
