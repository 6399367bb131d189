package dev.parley.wsfanout.session;

import dev.parley.edge.api.Problem;
import dev.parley.readmodel.StoreUnavailableException;
import dev.parley.wsfanout.frame.CloseCode;
import dev.parley.wsfanout.stream.EventStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code hello}: the device gets its one place on this node, then what it missed, then what happens. */
final class Welcoming {
    private static final Logger LOG = LoggerFactory.getLogger(Welcoming.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Sessions sessions;
    private final EventStream stream;

    Welcoming(Sessions sessions, EventStream stream) {
        this.sessions = sessions;
        this.stream = stream;
    }

    /** Returns at once, so that the client's next frames are handled while its backlog is sent. */
    void welcome(Session session, Hello hello, @Nullable String ref) {
        // A client that names no device is known by its token's session.
        var device = hello.device() == null ? session.caller().session() : hello.device();
        session.awaitWelcome(ref);
        sessions.introduce(session, device)
                .forEach(older -> older.close(CloseCode.REPLACED, "the device opened another socket"));
        Thread.startVirtualThread(() -> resume(session, hello));
    }

    private void resume(Session session, Hello hello) {
        try {
            stream.resume(session, hello.point());
        } catch (StoreUnavailableException _) {
            giveUp(session, "store-unavailable", "The store does not answer now.");
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("user", session.user()).setCause(e).log("A session could not be resumed.");
            giveUp(session, "log-unavailable", "The log does not answer now.");
        }
    }

    private static void giveUp(Session session, String code, String detail) {
        session.send(ServerFrames.error(
                null, new Problem(503, code, detail + " Connect again and resume.", null, RETRY_AFTER)));
        session.socket().closeAfterTheRest(CloseCode.TRY_AGAIN, code);
    }
}
