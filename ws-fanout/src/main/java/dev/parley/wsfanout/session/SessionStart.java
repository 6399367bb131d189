package dev.parley.wsfanout.session;

import dev.parley.edge.api.Parsed;
import dev.parley.edge.api.Problem;
import dev.parley.readmodel.StoreUnavailableException;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.wsfanout.frame.CloseCode;
import dev.parley.wsfanout.stream.EventStream;
import dev.parley.wsfanout.stream.ResumePoint;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code hello}, and {@code resume} where hello announced more positions: after the last of them the device replaces its
 * older socket on this node, and gets what it missed and then what happens. For the socket's serial executor.
 */
final class SessionStart {
    private static final Logger LOG = LoggerFactory.getLogger(SessionStart.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Sessions sessions;
    private final EventStream stream;
    private final SeenSockets seen;

    SessionStart(Sessions sessions, EventStream stream, SeenSockets seen) {
        this.sessions = sessions;
        this.stream = stream;
        this.seen = seen;
    }

    void hello(Session session, ClientFrame frame) {
        if (session.device() != null || session.pendingResume() != null) {
            session.send(ServerFrames.error(frame.ref(), Problem.of(ErrorCode.HELLO_REPEATED)));
            return;
        }
        switch (Hello.read(frame.body())) {
            case Parsed.Invalid<Hello>(var problem) -> session.send(ServerFrames.error(frame.ref(), problem));
            case Parsed.Valid<Hello>(Hello(var device, ResumePart part))
            when part != null -> collect(session, frame, new PendingResume(device, frame.ref()), part);
            case Parsed.Valid<Hello>(var hello) -> start(session, hello.device(), frame.ref(), ResumePoint.NONE);
        }
    }

    void resume(Session session, ClientFrame frame) {
        var pending = session.pendingResume();
        if (pending == null) {
            session.send(ServerFrames.error(
                    frame.ref(),
                    Problem.of(
                            ErrorCode.FRAME_INVALID, "resume must follow a hello whose resume has \"more\": true.")));
            return;
        }
        switch (ResumePart.read(frame.body(), "resume")) {
            case Parsed.Invalid<ResumePart>(var problem) -> session.send(ServerFrames.error(frame.ref(), problem));
            case Parsed.Valid<ResumePart>(var part) -> collect(session, frame, pending, part);
        }
    }

    private void collect(Session session, ClientFrame frame, PendingResume pending, ResumePart part) {
        if (!pending.add(part)) {
            session.send(ServerFrames.error(frame.ref(), tooMany()));
        } else if (part.hasMore()) {
            session.collect(pending);
        } else {
            session.collect(null);
            start(session, pending.device(), pending.helloRef(), pending.point());
        }
    }

    private static Problem tooMany() {
        return Problem.at(
                "resume",
                ErrorCode.FIELD_INVALID,
                "A socket resumes at most " + PendingResume.MAX_POSITIONS + " positions, with "
                        + PendingResume.MAX_NAME_CHARACTERS + " characters of names; this frame was not taken. Connect "
                        + "without resume and read the events with GET /v1/conversations/{conversation}/events.");
    }

    /** Returns at once, so that the client's next frames are handled while its backlog is sent. */
    private void start(Session session, @Nullable String device, @Nullable String ref, ResumePoint point) {
        session.awaitWelcome(ref);
        // A client that names no device is known by its token's session.
        sessions.introduce(session, device == null ? session.caller().session() : device)
                .forEach(older -> older.close(CloseCode.REPLACED, "the device opened another socket"));
        seen.introduced(session);
        Thread.startVirtualThread(() -> run(session, point));
    }

    private void run(Session session, ResumePoint point) {
        try {
            stream.resume(session, point);
        } catch (StoreUnavailableException _) {
            giveUp(session, ErrorCode.STORE_UNAVAILABLE, "The store is not available.");
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("user", session.user()).setCause(e).log("A session could not be resumed.");
            giveUp(session, ErrorCode.LOG_UNAVAILABLE, "The log is not available.");
        }
    }

    private static void giveUp(Session session, ErrorCode code, String detail) {
        session.send(ServerFrames.error(
                null, Problem.of(code, detail + " Connect again and resume.").retryAfter(RETRY_AFTER)));
        session.socket().closeAfterTheRest(CloseCode.TRY_AGAIN, code.code());
    }
}
