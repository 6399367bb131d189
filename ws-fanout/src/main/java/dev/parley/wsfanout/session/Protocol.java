package dev.parley.wsfanout.session;

import dev.parley.edge.api.Codes;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.api.Problem;
import dev.parley.edge.identity.Authentication;
import dev.parley.edge.identity.Authenticator;
import dev.parley.edge.identity.Caller.UserCaller;
import dev.parley.wsfanout.frame.CloseCode;
import dev.parley.wsfanout.metrics.PushMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What each frame of a client leads to. */
final class Protocol {
    /** In bytes, a short ref included. */
    private static final int LONGEST_AT_ONCE = 64;

    private static final Logger LOG = LoggerFactory.getLogger(Protocol.class);

    private final Authenticator authenticator;
    private final Welcoming welcoming;
    private final Sending sending;
    private final PushMetrics metrics;

    Protocol(Authenticator authenticator, Welcoming welcoming, Sending sending, PushMetrics metrics) {
        this.authenticator = authenticator;
        this.welcoming = welcoming;
        this.sending = sending;
        this.metrics = metrics;
    }

    /** Answers a heartbeat; false for anything else. Does not block. */
    boolean answersAtOnce(Session session, byte[] utf8) {
        if (utf8.length > LONGEST_AT_ONCE || session.device() == null || LoneSurrogates.areIn(utf8)) {
            return false;
        }
        if (ClientFrame.read(utf8) instanceof Parsed.Valid<ClientFrame>(var frame)
                && frame.type().equals("ping")) {
            handle(session, frame);
            return true;
        }
        return false;
    }

    /** Runs on the socket's lane: in order, one at a time, and may block. */
    void handle(Session session, byte[] utf8) {
        if (LoneSurrogates.areIn(utf8)) {
            session.close(CloseCode.BAD_PAYLOAD, "half a character");
            return;
        }
        try {
            switch (ClientFrame.read(utf8)) {
                case Parsed.Invalid<ClientFrame>(var problem) -> {
                    metrics.frame("invalid");
                    session.send(ServerFrames.error(null, problem));
                }
                case Parsed.Valid<ClientFrame>(var frame) -> handle(session, frame);
            }
        } catch (RuntimeException e) {
            // A defect; what the client asked for is unknown, and it resumes elsewhere.
            LOG.atError().addKeyValue("user", session.user()).setCause(e).log("A frame could not be handled.");
            session.close(CloseCode.TRY_AGAIN, "internal");
        }
    }

    private void handle(Session session, ClientFrame frame) {
        metrics.frame(frame.type());
        if (session.device() == null && !frame.type().equals("hello")) {
            session.send(ServerFrames.error(
                    frame.ref(), Problem.of(400, "hello-missing", "The first frame must be hello.")));
            return;
        }
        switch (frame.type()) {
            case "hello" -> hello(session, frame);
            case "message.send" -> sending.send(session, frame);
            case "ping" -> session.send(ServerFrames.pong(frame.ref()));
            case "auth" -> authenticate(session, frame);
            default ->
                session.send(ServerFrames.error(
                        frame.ref(),
                        new Problem(400, "type-unknown", "This type of frame is not known here.", "type", null)));
        }
    }

    private void hello(Session session, ClientFrame frame) {
        if (session.device() != null) {
            session.send(ServerFrames.error(
                    frame.ref(), Problem.of(409, "hello-repeated", "hello is the first frame and no other.")));
            return;
        }
        switch (Hello.read(frame.body())) {
            case Parsed.Invalid<Hello>(var problem) -> session.send(ServerFrames.error(frame.ref(), problem));
            case Parsed.Valid<Hello>(var hello) -> welcoming.welcome(session, hello, frame.ref());
        }
    }

    private void authenticate(Session session, ClientFrame frame) {
        var token = frame.body().get("token");
        if (token == null || !token.isTextual()) {
            session.send(ServerFrames.error(
                    frame.ref(), Problem.at("token", "field-missing", "token is missing: a newer token of the user.")));
            return;
        }
        switch (authenticator.authenticateToken(token.textValue())) {
            case Authentication.Verified(UserCaller caller)
            when isSameUser(session, caller) -> {
                session.renew(caller);
                session.send(ServerFrames.authOk(frame.ref(), caller.expiresAt()));
            }
            case Authentication.Verified _ -> session.close(CloseCode.UNAUTHENTICATED, "token of another user");
            case Authentication.Refused refused ->
                session.close(
                        CloseCode.UNAUTHENTICATED, Codes.problemOf(refused).code());
        }
    }

    private static boolean isSameUser(Session session, UserCaller caller) {
        return session.tenant().equals(caller.tenant()) && session.user().equals(caller.user());
    }
}
