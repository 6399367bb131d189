package dev.parley.wsfanout.signals;

import dev.parley.wsfanout.stream.ConversationKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who is typing in larger groups, and when the others are to be shown that. What it shows is the whole group as it is now, so a frame
 * that is lost costs nothing for long: a user who is not renewed ends by time alone. For one thread, but for {@link #mayHave}; times
 * are those of {@link System#nanoTime}.
 */
final class TypingBoard {
    /** Between two frames of one conversation. */
    static final Duration INTERVAL = Duration.ofSeconds(2);

    /** Users of one conversation; more are not counted. */
    static final int MAX_USERS = 1_000;

    static final int MAX_CONVERSATIONS = 10_000;

    private final Map<ConversationKey, Slot> slots = new ConcurrentHashMap<>();
    private final TreeSet<Slot> byTime = new TreeSet<>(TypingBoard::compare);
    private long slotCount;

    /**
     * A group that is to be shown.
     *
     * @param users who type, in the order in which they began
     * @param before who did when it was shown last
     */
    record Group(ConversationKey key, List<String> users, List<String> before) {}

    /** A conversation in which somebody types, or did when it was shown last. */
    private static final class Slot {
        private final ConversationKey key;
        private final long number;
        private final Map<String, Long> untilByUser = new LinkedHashMap<>();
        private List<String> shown = List.of();
        /** Not before it is it shown again. */
        private long restsUntil;

        private long due;

        Slot(ConversationKey key, long number, long now) {
            this.key = key;
            this.number = number;
            this.restsUntil = now;
            this.due = now;
        }

        void expire(long now) {
            untilByUser.values().removeIf(until -> until - now <= 0);
        }

        /** When it changes by time alone; none of them is over. */
        long firstEnd(long now) {
            var left = Long.MAX_VALUE;
            for (var until : untilByUser.values()) {
                left = Math.min(left, until - now);
            }
            return now + left;
        }
    }

    /** Times may run over. */
    private static int compare(Slot one, Slot other) {
        return one.due == other.due ? Long.compare(one.number, other.number) : Long.signum(one.due - other.due);
    }

    /** A user types; false where there is no room for it. */
    boolean on(ConversationKey key, String user, Duration left, long now) {
        var slot = slots.get(key);
        if (slot == null && slots.size() >= MAX_CONVERSATIONS) {
            return false;
        }
        if (slot == null) {
            slot = new Slot(key, slotCount++, now);
            slots.put(key, slot);
            byTime.add(slot);
        }
        if (!slot.untilByUser.containsKey(user) && slot.untilByUser.size() >= MAX_USERS) {
            return false;
        }
        slot.untilByUser.merge(user, now + left.toNanos(), (one, other) -> one - other > 0 ? one : other);
        showSoon(slot);
        return true;
    }

    /** A user has stopped. */
    void off(ConversationKey key, String user) {
        var slot = slots.get(key);
        if (slot != null && slot.untilByUser.remove(user) != null) {
            showSoon(slot);
        }
    }

    /** Nobody is a member any more. */
    void end(ConversationKey key) {
        var slot = slots.get(key);
        if (slot != null) {
            slot.untilByUser.clear();
            showSoon(slot);
        }
    }

    /** It is shown otherwise from now on: who types in it. */
    List<String> forget(ConversationKey key) {
        var slot = slots.remove(key);
        if (slot == null) {
            return List.of();
        }
        byTime.remove(slot);
        return List.copyOf(slot.untilByUser.keySet());
    }

    /** Whether it knows anything of a conversation; for every thread. */
    boolean mayHave(ConversationKey key) {
        return slots.containsKey(key);
    }

    /** As {@link #mayHave}, of any conversation. */
    boolean isEmpty() {
        return slots.isEmpty();
    }

    private void showSoon(Slot slot) {
        schedule(slot, slot.restsUntil);
    }

    private void schedule(Slot slot, long due) {
        byTime.remove(slot);
        slot.due = due;
        byTime.add(slot);
    }

    /** Takes the groups that are to be shown by now. */
    List<Group> due(long now) {
        var groups = new ArrayList<Group>();
        while (!byTime.isEmpty() && byTime.first().due - now <= 0) {
            var slot = byTime.first();
            slot.expire(now);
            var users = List.copyOf(slot.untilByUser.keySet());
            if (users.isEmpty() && slot.shown.isEmpty()) {
                byTime.remove(slot);
                slots.remove(slot.key);
                continue;
            }
            groups.add(new Group(slot.key, users, slot.shown));
            slot.shown = users;
            slot.restsUntil = now + INTERVAL.toNanos();
            schedule(slot, users.isEmpty() ? slot.restsUntil : later(slot.restsUntil, slot.firstEnd(now)));
        }
        return groups;
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }
}
