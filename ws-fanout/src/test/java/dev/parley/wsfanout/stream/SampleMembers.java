package dev.parley.wsfanout.stream;

import dev.parley.schemas.Event;
import java.util.List;

/** Live sessions without a log: for tests of what is sent to them. */
public final class SampleMembers {
    private final LiveSessions sessions = new LiveSessions();
    private final LiveRouter router = new LiveRouter(sessions, (_, _) -> {});

    public LiveMembers members() {
        return new LiveMembers(sessions);
    }

    public LiveKeys keys() {
        return sessions.keys();
    }

    /** A live session of a user who has joined these conversations. */
    public void join(Subscriber subscriber, List<String> conversations) {
        var cursors = new SessionCursors(subscriber.tenant(), subscriber.user());
        for (var conversation : conversations) {
            var isDirect = conversation.startsWith("d:");
            var first = isDirect
                    ? SampleEvents.message(subscriber.tenant(), conversation, 1)
                    : SampleEvents.joined(subscriber.tenant(), conversation, 1, subscriber.user());
            cursors.offer(SampleEvents.logged(0, 0, first));
        }
        router.join(new Subscription(subscriber, cursors));
    }

    /** Ends the session. */
    public void leave(Subscriber subscriber) {
        subscriber.fail();
        router.leave(subscriber);
    }

    /** An event of the log. */
    public void route(Event event) {
        router.route(new TailedEvent(SampleEvents.logged(0, event.getSeq(), event), event, SampleEvents.CODEC));
    }
}
