package dev.parley.topologies.conversation;

import dev.parley.schemas.Target;
import dev.parley.topologies.conversation.EventDraft.FactDraft;
import dev.parley.topologies.memory.ActionMemory;
import dev.parley.topologies.state.MessageFact;
import dev.parley.topologies.state.PinCount;
import dev.parley.topologies.state.ReactionFact;
import dev.parley.topologies.state.ReactorFact;
import dev.parley.topologies.store.KeyValues;
import dev.parley.topologies.store.StateCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known of messages (keys {@code F}), of reactions to them ({@code R}, and {@code U} by user) and how many are pinned ({@code
 * N}). Facts are kept for 24 hours after they were last set; of what is older the edge says in the action what the store has. One
 * thread.
 */
public final class Messages {
    private static final FactCodecs FACTS = new FactCodecs();
    private static final StateCodec<PinCount> PINS = new StateCodec<>(PinCount.getClassSchema());

    private final KeyValues state;
    private final StateKeys keys;
    private final LongSupplier beganSeq;
    private final List<byte[]> factKeys = new ArrayList<>(2);

    /** @param beganSeq messages of a lower seq are those of a former group of the same id, which nobody finds any more */
    Messages(KeyValues state, StateKeys keys, LongSupplier beganSeq) {
        this.state = state;
        this.keys = keys;
        this.beganSeq = beganSeq;
    }

    /** The fact, or else what the edge read of the message in the stored events. */
    public Optional<MessageFact> find(String messageId, DecisionContext context) {
        return findOfAnyTime(messageId, context).filter(this::isOfThisGroup);
    }

    /** Whether a message belongs to the group as it is now, and not to a former one of the same id. */
    public boolean isOfThisGroup(MessageFact message) {
        return message.getSeq() >= beganSeq.getAsLong();
    }

    /** As {@link #find}, of a former group of the same id, too: its messages have their end all the same. */
    public Optional<MessageFact> findOfAnyTime(String messageId, DecisionContext context) {
        var fact = FACTS.messages.read(state.get(messageKey(messageId)));
        if (fact != null && !ActionMemory.isExpired(FactCodecs.lastNeeded(fact), context.now())) {
            return Optional.of(fact);
        }
        return context.target(messageId).map(target -> factOf(target, context.now()));
    }

    /**
     * Sets or refreshes a fact.
     *
     * @param seq of the event that does
     */
    void set(FactDraft draft, long seq, long now) {
        var fact = draft.fact();
        var numbered = new MessageFact(
                fact.getAuthor(),
                fact.getSeq() == FactDraft.OWN_SEQ ? seq : fact.getSeq(),
                now,
                draft.isVersion() ? seq : fact.getVersion(),
                fact.getDeleted(),
                fact.getParentId(),
                fact.getPinned(),
                fact.getReactionKinds(),
                fact.getReplies(),
                fact.getLastReplyAt(),
                fact.getLastReplySeq(),
                fact.getNeedsFile(),
                fact.getKeptUntil(),
                fact.getDeleted() ? 0L : fact.getExpiresAt(),
                fact.getMayLackText());
        put(messageKey(draft.messageId()), FACTS.messages.write(numbered));
    }

    /**
     * Keeps what is known of a message, where anything is, for a timer that will need it: no edge looks it up then.
     *
     * @param until when the timer fires, in milliseconds of partition time
     */
    void keep(@Nullable String messageId, long until, DecisionContext context) {
        if (messageId != null) {
            find(messageId, context)
                    .map(fact -> MessageFact.newBuilder(fact)
                            .setAt(context.now())
                            .setKeptUntil(Math.max(fact.getKeptUntil(), until))
                            .build())
                    .ifPresent(fact -> put(messageKey(messageId), FACTS.messages.write(fact)));
        }
    }

    /** How many users have a reaction to a message. */
    public long reactions(String messageId, String emoji, DecisionContext context) {
        var fact = FACTS.reactions.read(state.get(keys.of('R', messageId, emoji)));
        return fact != null && !ActionMemory.isExpired(fact.getAt(), context.now())
                ? fact.getCount()
                : context.target(messageId)
                        .map(Target::getReaction)
                        .map(reaction -> reaction.getCount())
                        .orElse(0L);
    }

    /** Whether the actor has that reaction to the message. */
    public boolean hasReacted(String messageId, String emoji, DecisionContext context) {
        var fact = FACTS.reactors.read(state.get(keys.of('U', messageId, emoji, context.actor())));
        if (fact != null && !ActionMemory.isExpired(fact.getAt(), context.now())) {
            return fact.getReacted();
        }
        return context.target(messageId)
                .map(Target::getReaction)
                .filter(reaction -> reaction.getReacted())
                .isPresent();
    }

    /** @param count of users who have it now */
    public void setReaction(String messageId, String emoji, DecisionContext context, boolean hasReacted, long count) {
        put(keys.of('R', messageId, emoji), FACTS.reactions.write(new ReactionFact(count, context.now())));
        put(
                keys.of('U', messageId, emoji, context.actor()),
                FACTS.reactors.write(new ReactorFact(hasReacted, context.now())));
    }

    /** How many messages of the conversation are pinned. */
    public int pinned() {
        var count = PINS.read(state.get(keys.of('N')));
        return count == null ? 0 : count.getCount();
    }

    public void setPinned(int count) {
        state.put(keys.of('N'), PINS.write(new PinCount(count)));
    }

    /** One pinned message fewer. Never negative: messages of a former group of the same id are not counted. */
    public void unpinned() {
        setPinned(Math.max(0, pinned() - 1));
    }

    /** Keys of the facts that were set. */
    List<byte[]> factKeys() {
        return factKeys;
    }

    /** See {@link FactCodecs#renewed}. */
    static byte @Nullable [] renewed(byte[] key, byte[] fact, long setAt, long now) {
        return FACTS.renewed(key, fact, setAt, now);
    }

    /** Whether a stored fact has reached its end. */
    static boolean isExpired(byte[] key, byte[] fact, long now) {
        return FACTS.isExpired(key, fact, now);
    }

    private void put(byte[] key, byte[] fact) {
        state.put(key, fact);
        factKeys.add(key);
    }

    private byte[] messageKey(String messageId) {
        return keys.of('F', messageId);
    }

    private static MessageFact factOf(Target target, long now) {
        return new MessageFact(
                target.getAuthor(),
                target.getSeq(),
                now,
                Math.max(target.getVersion(), target.getSeq()),
                target.getDeleted(),
                target.getParentId(),
                target.getPinned(),
                target.getReactionKinds(),
                target.getReplies(),
                target.getLastReplyAt(),
                target.getLastReplySeq(),
                target.getNeedsFile(),
                0L,
                0L,
                target.getMayLackText());
    }
}
