package dev.parley.wsfanout.signals;

import dev.parley.edge.presence.PresenceChange;
import dev.parley.edge.presence.PresenceTable;
import dev.parley.edge.presence.ShownPresence;
import dev.parley.edge.restrictions.RestrictionChange;
import dev.parley.schemas.content.DirectConversations;
import dev.parley.wsfanout.presence.PresenceBoard;
import dev.parley.wsfanout.presence.PresenceFrames;
import dev.parley.wsfanout.signals.Delivery.Audience.Devices;
import dev.parley.wsfanout.stream.LiveKeys;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Who is there: to those who watch, and to the user's own devices. The table reads each record once for the node; what it has read is
 * looked at only where it concerns somebody here.
 */
final class PresenceSignals implements SignalKind {
    private final PresenceTable table;
    private final PresenceBoard board;
    private final Delivery delivery;
    private final LiveKeys keys;
    private final Executor feedThread;

    /** @param feedThread runs tasks after the batch that is being read */
    PresenceSignals(SignalParts parts, PresenceTable table, PresenceBoard board, Executor feedThread) {
        this.table = table;
        this.board = board;
        this.delivery = parts.delivery();
        this.keys = parts.keys();
        this.feedThread = feedThread;
        table.onChange(this::changed);
        parts.restrictions().onChange(this::restricted);
    }

    /** None: the table follows the topic from its beginning. */
    @Override
    public Map<String, Handler> topics() {
        return Map.of();
    }

    private void changed(PresenceChange change) {
        if (board.isWatched(change.tenant(), change.user()) || keys.isLive(change.tenant(), change.user())) {
            feedThread.execute(() -> show(change));
        }
    }

    /** On the thread of events, or where their records are read. */
    private void restricted(RestrictionChange change) {
        var users = DirectConversations.membersOf(change.conversation());
        if (users.stream().anyMatch(user -> board.isWatched(change.tenant(), user))) {
            feedThread.execute(() -> board.restricted(change.tenant(), users.getFirst(), users.getLast()));
        }
    }

    private void show(PresenceChange change) {
        board.changed(change);
        if (change.isSeenByOneself()) {
            var own = ShownPresence.toOneself(table.find(change.tenant(), change.user()));
            delivery.send(
                    new Devices(change.tenant(), change.user()),
                    PresenceFrames.of(new PresenceFrames.Item(change.user(), own)));
        }
    }

    @Override
    public void flush() {
        board.flush();
    }

    @Override
    public boolean isWaiting() {
        return board.isWaiting();
    }
}
