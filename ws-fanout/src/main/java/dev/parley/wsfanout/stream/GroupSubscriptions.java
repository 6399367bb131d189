package dev.parley.wsfanout.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The sessions that are in one group. GroupSubscriptions of ended sessions are cleared away in bulk, so that a mass leaving stays cheap. */
final class GroupSubscriptions {
    private final List<Entry> entries = new ArrayList<>(2);
    private int ended;

    private record Entry(Subscription subscription, Cursor cursor) {
        boolean isEnded() {
            return !subscription.subscriber().isOpen();
        }
    }

    void add(Subscription subscription, Cursor cursor) {
        entries.add(new Entry(subscription, cursor));
    }

    /** Removes one; true if none is left. */
    boolean remove(Cursor cursor) {
        entries.removeIf(entry -> entry.cursor() == cursor);
        return entries.isEmpty();
    }

    /** Removes those whose membership ended; true if none is left. */
    boolean removeClosed() {
        entries.removeIf(entry -> !entry.cursor().isOpen());
        return entries.isEmpty();
    }

    /** To be called when a session that may be here ended; true if none is left. */
    boolean removeEnded() {
        ended++;
        if (ended * 2 > entries.size()) {
            entries.removeIf(entry -> entry.isEnded() || !entry.cursor().isOpen());
            ended = 0;
        }
        return entries.isEmpty();
    }

    void forEach(BiConsumer<Subscription, Cursor> action) {
        for (var entry : entries) {
            if (!entry.isEnded()) {
                action.accept(entry.subscription(), entry.cursor());
            }
        }
    }
}
