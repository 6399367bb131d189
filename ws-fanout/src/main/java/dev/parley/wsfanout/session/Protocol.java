package dev.parley.wsfanout.session;

import dev.parley.edge.api.Parsed;
import dev.parley.edge.api.Problem;
import dev.parley.edge.identity.Authentication;
import dev.parley.edge.identity.Authenticator;
import dev.parley.edge.identity.Caller.UserCaller;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.wsfanout.frame.CloseCode;
import dev.parley.wsfanout.metrics.PushMetrics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What each frame of a client leads to. What does not wait for anybody is done at once, which spares it two changes of
 * threads; the rest is given back, to be done where it may block.
 */
final class Protocol {
    /** In bytes. A longer frame takes so long to read that the other sockets of the I/O thread would wait for it. */
    private static final int LONGEST_AT_ONCE = 4_096;

    private static final Logger LOG = LoggerFactory.getLogger(Protocol.class);

    private final Ports ports;
    private final SessionStart sessionStart;
    private final Sending sending;
    private final Map<String, SignalIntake> intakes;
    private final PushMetrics metrics;

    /** What the protocol asks about callers and their time. */
    record Ports(Authenticator authenticator, InstantSource clock, LongSupplier nanoTime) {}

    Protocol(
            Ports ports,
            SessionStart sessionStart,
            Sending sending,
            Map<String, SignalIntake> intakes,
            PushMetrics metrics) {
        this.ports = ports;
        this.sessionStart = sessionStart;
        this.sending = sending;
        this.intakes = intakes;
        this.metrics = metrics;
    }

    /**
     * Takes a frame. Does not block.
     *
     * @param isNext whether all before it is done, so that it may be begun
     * @return what is left to do, where that may block; null where nothing is
     */
    @Nullable
    Runnable take(Session session, byte[] utf8, boolean isNext) {
        // A frame is judged by the time of its arrival, and after the frames before it: one of them may renew the
        // token.
        var arrivedAt = ports.clock().instant();
        return isNext && utf8.length <= LONGEST_AT_ONCE
                ? begin(session, utf8, arrivedAt)
                : () -> handle(session, utf8, arrivedAt);
    }

    private void handle(Session session, byte[] utf8, Instant arrivedAt) {
        var rest = begin(session, utf8, arrivedAt);
        if (rest != null) {
            rest.run();
        }
    }

    private @Nullable Runnable begin(Session session, byte[] utf8, Instant arrivedAt) {
        if (session.isExpiredAt(arrivedAt)) {
            session.close(CloseCode.UNAUTHENTICATED, ErrorCode.TOKEN_EXPIRED.code());
            return null;
        }
        try {
            return switch (ClientFrame.read(utf8)) {
                case Parsed.Invalid<ClientFrame>(var problem) -> {
                    metrics.frame("invalid");
                    session.send(ServerFrames.error(null, problem));
                    yield null;
                }
                case Parsed.Valid<ClientFrame>(var frame) -> guarded(session, begin(session, frame));
            };
        } catch (RuntimeException e) {
            failed(session, e);
            return null;
        }
    }

    private static @Nullable Runnable guarded(Session session, @Nullable Runnable rest) {
        return rest == null
                ? null
                : () -> {
                    try {
                        rest.run();
                    } catch (RuntimeException e) {
                        failed(session, e);
                    }
                };
    }

    /** A defect; what the client asked for is unknown, and it resumes elsewhere. */
    private static void failed(Session session, RuntimeException cause) {
        LOG.atError().addKeyValue("user", session.user()).setCause(cause).log("A frame could not be handled.");
        session.close(CloseCode.TRY_AGAIN, "internal");
    }

    private @Nullable Runnable begin(Session session, ClientFrame frame) {
        metrics.frame(frame.type());
        if (session.device() == null && !isAllowedBeforeWelcome(session, frame.type())) {
            session.send(ServerFrames.error(frame.ref(), helloMissing(session)));
            return null;
        }
        if (!isHeartbeat(frame.type())) {
            session.activity().touched(ports.nanoTime().getAsLong());
        }
        return switch (frame.type()) {
            case "hello" -> () -> sessionStart.hello(session, frame);
            case "resume" -> () -> sessionStart.resume(session, frame);
            case "ping" -> {
                ping(session, frame);
                yield null;
            }
            // It was heard, which is all that it is for.
            case "pong" -> null;
            case "auth" -> () -> authenticate(session, frame);
            default -> other(session, frame);
        };
    }

    private static boolean isHeartbeat(String type) {
        return type.equals("ping") || type.equals("pong");
    }

    private void ping(Session session, ClientFrame frame) {
        var idle = frame.body().get("idle");
        if (idle != null && !idle.isNull() && !idle.isBoolean()) {
            session.send(ServerFrames.error(
                    frame.ref(), Problem.at("idle", ErrorCode.FIELD_INVALID, "idle must be true or false.")));
            return;
        }
        if (idle != null && idle.isBoolean()) {
            session.activity().said(idle.booleanValue(), ports.nanoTime().getAsLong());
        }
        session.send(ServerFrames.pong(frame.ref()));
    }

    private @Nullable Runnable other(Session session, ClientFrame frame) {
        var intake = intakes.get(frame.type());
        if (intake == null) {
            return command(session, frame);
        }
        intake.take(session, frame);
        return null;
    }

    private @Nullable Runnable command(Session session, ClientFrame frame) {
        var command = Sending.commandOf(frame.type());
        if (command == null) {
            session.send(ServerFrames.error(frame.ref(), Problem.of(ErrorCode.TYPE_UNKNOWN)));
            return null;
        }
        return sending.begin(session, frame, command);
    }

    private static boolean isAllowedBeforeWelcome(Session session, String type) {
        return switch (type) {
            case "hello" -> true;
            case "resume", "ping", "auth" -> session.pendingResume() != null;
            default -> false;
        };
    }

    private static Problem helloMissing(Session session) {
        return Problem.of(
                ErrorCode.HELLO_MISSING,
                session.pendingResume() == null
                        ? ErrorCode.HELLO_MISSING.detail()
                        : "Send the remaining resume frames first; the last one has \"more\": false.");
    }

    private void authenticate(Session session, ClientFrame frame) {
        var token = frame.body().get("token");
        if (token == null || !token.isTextual()) {
            session.send(ServerFrames.error(
                    frame.ref(),
                    Problem.at("token", ErrorCode.FIELD_MISSING, "token is required: a newer token of the user.")));
            return;
        }
        switch (ports.authenticator().authenticateToken(token.textValue())) {
            case Authentication.Verified(UserCaller caller)
            when isSameUser(session, caller) -> {
                session.renew(caller);
                session.send(ServerFrames.authOk(frame.ref(), caller.expiresAt()));
            }
            case Authentication.Verified _ -> session.close(CloseCode.UNAUTHENTICATED, "token of another user");
            case Authentication.Refused refused ->
                session.close(CloseCode.UNAUTHENTICATED, refused.code().code());
        }
    }

    private static boolean isSameUser(Session session, UserCaller caller) {
        return session.tenant().equals(caller.tenant()) && session.user().equals(caller.user());
    }
}
