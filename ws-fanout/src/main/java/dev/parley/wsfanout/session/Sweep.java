package dev.parley.wsfanout.session;

import dev.parley.edge.identity.Authentication;
import dev.parley.edge.identity.Authenticator;
import dev.parley.wsfanout.frame.CloseCode;

/** Looks after all sessions at once, every second: no timer for each. */
record Sweep(Sessions sessions, SessionLimits limits, Authenticator authenticator) implements Runnable {
    @Override
    public void run() {
        sessions.all().forEach(this::look);
    }

    /** Closes a session whose time is over. */
    void look(Session session) {
        var now = System.nanoTime();
        if (!session.isOpen()) {
            session.socket().sweep();
        } else if (session.device() == null
                && now - session.openedNanos() > limits.helloWait().toNanos()) {
            session.close(CloseCode.TIMED_OUT, "no hello");
        } else if (now - session.socket().lastHeardNanos()
                > 2 * limits.heartbeat().toNanos()) {
            session.close(CloseCode.TIMED_OUT, "two heartbeats missed");
        } else if (authenticator.recheck(session.caller()) instanceof Authentication.Refused refused) {
            session.close(CloseCode.UNAUTHENTICATED, refused.code());
        }
    }
}
