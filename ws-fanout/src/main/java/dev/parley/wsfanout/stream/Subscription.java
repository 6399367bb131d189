package dev.parley.wsfanout.stream;

import dev.parley.wsfanout.stream.Cursor.Verdict;

/** A session's place in the stream: where its frames go, and how far it is. */
record Subscription(Subscriber subscriber, SessionCursors cursors) {
    /** Gives the session an event of the log, if it is the next one for it. */
    void offer(LoggedEvent event, EventCodec codec) {
        if (cursors.offer(event) == Verdict.DELIVER) {
            subscriber.show(event.key().conversation(), event.seq(), codec.frameIfAny(event));
        }
    }
}
