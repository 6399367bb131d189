package dev.parley.topologies.conversation;

import dev.parley.topologies.memory.ActionMemory;
import dev.parley.topologies.state.MessageFact;
import dev.parley.topologies.state.MessageFactV1;
import dev.parley.topologies.state.MessageFactV2;
import dev.parley.topologies.state.MessageFactV3;
import dev.parley.topologies.state.ReactionFact;
import dev.parley.topologies.state.ReactorFact;
import dev.parley.topologies.store.StateCodec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Facts on messages, which end 24 hours after they were last set: kinds of keys, and how values are written. One thread. */
final class FactCodecs {
    static final byte MESSAGE = 'F';
    static final byte REACTION = 'R';
    static final byte REACTOR = 'U';

    final StateCodec<MessageFact> messages = StateCodec.after(
            StateCodec.after(
                    StateCodec.after(
                            new StateCodec<>(MessageFactV1.getClassSchema()),
                            MessageFactV2.getClassSchema(),
                            FactCodecs::secondOf),
                    MessageFactV3.getClassSchema(),
                    FactCodecs::thirdOf),
            MessageFact.getClassSchema(),
            FactCodecs::factOf);
    final StateCodec<ReactionFact> reactions = new StateCodec<>(ReactionFact.getClassSchema());
    final StateCodec<ReactorFact> reactors = new StateCodec<>(ReactorFact.getClassSchema());

    /** Whether a stored fact has reached its end. */
    boolean isExpired(byte[] key, byte[] fact, long now) {
        return ActionMemory.isExpired(timeOf(key[0], fact), now);
    }

    private long timeOf(byte kind, byte[] fact) {
        return switch (kind) {
            case MESSAGE -> lastNeeded(Objects.requireNonNull(messages.read(fact)));
            case REACTION -> Objects.requireNonNull(reactions.read(fact)).getAt();
            case REACTOR -> Objects.requireNonNull(reactors.read(fact)).getAt();
            default -> throw new IllegalArgumentException("No fact has keys of the kind " + (char) kind + ".");
        };
    }

    /** The time from which on a fact is kept for 24 hours: it was set, or a timer needed it. */
    static long lastNeeded(MessageFact fact) {
        return Math.max(fact.getAt(), fact.getKeptUntil());
    }

    /** A fact that only a timer keeps, set anew, or at the latest for when the timer fires; null where it was set since. */
    byte @Nullable [] renewed(byte[] key, byte[] bytes, long setAt, long now) {
        var fact = key[0] == MESSAGE ? messages.read(bytes) : null;
        if (fact == null || fact.getAt() > setAt) {
            return null;
        }
        return messages.write(MessageFact.newBuilder(fact)
                .setAt(Math.min(now, fact.getKeptUntil()))
                .build());
    }

    private static MessageFactV2 secondOf(MessageFactV1 before) {
        return new MessageFactV2(before.getAuthor(), before.getSeq(), before.getAt(), before.getSeq(), false);
    }

    private static MessageFactV3 thirdOf(MessageFactV2 before) {
        return MessageFactV3.newBuilder()
                .setAuthor(before.getAuthor())
                .setSeq(before.getSeq())
                .setAt(before.getAt())
                .setVersion(before.getVersion())
                .setDeleted(before.getDeleted())
                .build();
    }

    /** Of the kind version 3 knew whether it needs a file; such a message may be without a text. */
    private static MessageFact factOf(MessageFactV3 before) {
        return new MessageFact(
                before.getAuthor(),
                before.getSeq(),
                before.getAt(),
                before.getVersion(),
                before.getDeleted(),
                before.getParentId(),
                before.getPinned(),
                before.getReactionKinds(),
                before.getReplies(),
                before.getLastReplyAt(),
                before.getLastReplySeq(),
                before.getNeedsFile(),
                before.getKeptUntil(),
                before.getExpiresAt(),
                before.getNeedsFile());
    }
}
