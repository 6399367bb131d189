package dev.parley.wsfanout.session;

import dev.parley.edge.identity.Authentication;
import dev.parley.edge.identity.Authenticator;
import dev.parley.wsfanout.frame.CloseCode;

/**
 * Looks after all sessions at once, every second: no timer for each. Whoever loses a right is looked at when that is heard
 * of; here only a quarter of the sessions is asked for it each time, so that one whose token expires is closed within four
 * seconds.
 */
final class Sweep implements Runnable {
    private static final int PARTS = 4;

    private final Sessions sessions;
    private final SessionLimits limits;
    private final Authenticator authenticator;
    private int part;

    Sweep(Sessions sessions, SessionLimits limits, Authenticator authenticator) {
        this.sessions = sessions;
        this.limits = limits;
        this.authenticator = authenticator;
    }

    @Override
    public void run() {
        part = (part + 1) % PARTS;
        sessions.all().forEach(session -> {
            if (session.lot() % PARTS == part) {
                look(session);
            } else {
                lookAtTimes(session);
            }
        });
    }

    /** Closes a session whose time is over, or whose user may no longer act. */
    void look(Session session) {
        lookAtTimes(session);
        if (session.isOpen() && authenticator.recheck(session.caller()) instanceof Authentication.Refused refused) {
            session.close(CloseCode.UNAUTHENTICATED, refused.code().code());
        }
    }

    private void lookAtTimes(Session session) {
        var now = System.nanoTime();
        if (!session.isOpen()) {
            session.socket().sweep();
        } else if (session.device() == null
                && now - session.openedNanos() > limits.helloWait().toNanos()) {
            session.close(CloseCode.TIMED_OUT, "no hello");
        } else if (now - session.socket().lastHeardNanos()
                > 2 * limits.heartbeat().toNanos()) {
            session.close(CloseCode.TIMED_OUT, "two heartbeats missed");
        }
    }
}
