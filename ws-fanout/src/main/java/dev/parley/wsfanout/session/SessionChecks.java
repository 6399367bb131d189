package dev.parley.wsfanout.session;

import dev.parley.edge.identity.Authentication;
import dev.parley.edge.identity.Authenticator;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.wsfanout.frame.CloseCode;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Checks all sessions once a second, without a timer for each: time-outs and expired tokens of all, the other rights of a
 * quarter, and what intakes have to look after. Pings those whose client is silent. A change of a user is checked when it is received;
 * this finds what was missed, within four seconds.
 */
final class SessionChecks implements Runnable {
    private static final int PARTS = 4;

    private final Sessions sessions;
    private final SessionLimits limits;
    private final Authenticator authenticator;
    private final InstantSource clock;
    private final SignalIntake[] intakes;
    private final LongSupplier nanoTime;
    private int part;

    SessionChecks(
            Sessions sessions,
            SessionLimits limits,
            Authenticator authenticator,
            InstantSource clock,
            LongSupplier nanoTime,
            List<SignalIntake> intakes) {
        this.intakes = intakes.toArray(SignalIntake[]::new);
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.sessions = sessions;
        this.limits = limits;
        this.authenticator = authenticator;
    }

    @Override
    public void run() {
        part = (part + 1) % PARTS;
        sessions.all().forEach(session -> {
            if (session.spread() % PARTS == part) {
                check(session);
            } else {
                checkTimes(session);
            }
            for (var intake : intakes) {
                intake.check(session);
            }
            keepAlive(session);
        });
        for (var intake : intakes) {
            intake.check();
        }
    }

    /**
     * Only a ping that the client itself answers shows that it is alive, and wakes one that runs in a browser; of a ping of the
     * WebSocket protocol it would not hear. A proxy sees bytes either way.
     */
    private void keepAlive(Session session) {
        var lastHeard = session.socket().lastHeardNanos();
        if (nanoTime.getAsLong() - lastHeard > limits.silence().toNanos()
                && session.device() != null
                && session.isOpen()) {
            session.ping(lastHeard);
        }
    }

    /** Closes a session whose time is over, or whose user may no longer act. */
    void check(Session session) {
        checkTimes(session);
        if (session.isOpen() && authenticator.recheck(session.caller()) instanceof Authentication.Refused refused) {
            session.close(CloseCode.UNAUTHENTICATED, refused.code().code());
        }
    }

    private void checkTimes(Session session) {
        var now = nanoTime.getAsLong();
        if (!session.isOpen()) {
            session.socket().closeIfOverdue();
        } else if (session.device() == null
                && now - session.openedNanos() > limits.helloWait().toNanos()) {
            session.close(
                    CloseCode.TIMED_OUT, session.pendingResume() == null ? "no hello" : "resume frames are missing");
        } else if (session.isExpiredAt(clock.instant())) {
            session.close(CloseCode.UNAUTHENTICATED, ErrorCode.TOKEN_EXPIRED.code());
        } else if (now - session.socket().lastHeardNanos()
                > 2 * limits.heartbeat().toNanos()) {
            session.close(CloseCode.TIMED_OUT, "two heartbeats missed");
        }
    }
}
