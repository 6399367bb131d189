package dev.parley.topologies.conversation;

import dev.parley.topologies.machine.TimerQueue;
import dev.parley.topologies.machine.TimerQueue.Timer;
import dev.parley.topologies.state.TimerEntry;
import dev.parley.topologies.state.TimerKind;
import dev.parley.topologies.state.WaitingCount;
import dev.parley.topologies.state.WaitingMessage;
import dev.parley.topologies.state.WaitingMessageV1;
import dev.parley.topologies.store.KeyValues;
import dev.parley.topologies.store.StateCodec;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What of a conversation happens later: messages that wait to be sent (keys {@code S}, how many of each user {@code W}) and the timers
 * of those and of messages that expire. One thread.
 */
public final class ScheduledMessages {
    private static final int MAX_OF_A_USER = 100;
    private static final int ID_BYTES = 16;

    private static final StateCodec<WaitingMessage> MESSAGES = StateCodec.after(
            new StateCodec<WaitingMessageV1>(WaitingMessageV1.getClassSchema()),
            WaitingMessage.getClassSchema(),
            before -> new WaitingMessage(before.getAuthor(), before.getDue(), before.getAction(), null));
    private static final StateCodec<WaitingCount> COUNTS = new StateCodec<>(WaitingCount.getClassSchema());
    private static final StateCodec<TimerEntry> TIMERS = new StateCodec<>(TimerEntry.getClassSchema());

    private final KeyValues state;
    private final StateKeys keys;
    private final TimerQueue timers;

    ScheduledMessages(KeyValues state, StateKeys keys, TimerQueue timers) {
        this.state = state;
        this.keys = keys;
        this.timers = timers;
    }

    /** A message that waits. */
    public Optional<WaitingMessage> find(String id) {
        return Optional.ofNullable(MESSAGES.read(state.get(keys.of('S', id))));
    }

    /** Whether no more messages of a user may wait here. */
    public boolean isFull(String user) {
        return count(user) >= MAX_OF_A_USER;
    }

    void add(DecisionContext context, String id, WaitingMessage message) {
        state.put(keys.of('S', id), MESSAGES.write(message));
        setCount(message.getAuthor(), count(message.getAuthor()) + 1);
        setTimer(context, TimerKind.SEND, id, message.getDue());
    }

    void remove(String id, WaitingMessage message) {
        state.delete(keys.of('S', id));
        setCount(message.getAuthor(), count(message.getAuthor()) - 1);
        timers.remove(state, message.getDue(), identityOf(id));
    }

    /** @param at in milliseconds of partition time */
    void expire(DecisionContext context, String messageId, long at) {
        setTimer(context, TimerKind.EXPIRE, messageId, at);
    }

    /** The message is deleted before its time. */
    void keepFromExpiring(String messageId, long at) {
        timers.remove(state, at, identityOf(messageId));
    }

    /** What a timer is for. */
    static TimerEntry read(Timer timer) {
        return Objects.requireNonNull(TIMERS.read(timer.value()));
    }

    private void setTimer(DecisionContext context, TimerKind kind, String id, long due) {
        var timer = new TimerEntry(kind, context.action().getTenant(), context.conversation(), id);
        timers.set(state, due, identityOf(id), TIMERS.write(timer));
    }

    private int count(String user) {
        var count = COUNTS.read(state.get(keys.of('W', user)));
        return count == null ? 0 : count.getCount();
    }

    private void setCount(String user, int count) {
        if (count > 0) {
            state.put(keys.of('W', user), COUNTS.write(new WaitingCount(count)));
        } else {
            state.delete(keys.of('W', user));
        }
    }

    /** Ids of messages and of scheduled ones are UUIDs from a time and an action, so no two timers have the same key. */
    private static byte[] identityOf(String id) {
        var uuid = UUID.fromString(id);
        return ByteBuffer.allocate(ID_BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }
}
