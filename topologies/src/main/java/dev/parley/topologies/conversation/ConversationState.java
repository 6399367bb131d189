package dev.parley.topologies.conversation;

import dev.parley.schemas.topics.Keys;
import dev.parley.topologies.memory.ActionMemory;
import dev.parley.topologies.state.ConversationHead;
import dev.parley.topologies.state.GroupMember;
import dev.parley.topologies.state.MessageFact;
import dev.parley.topologies.store.KeyValues;
import dev.parley.topologies.store.StateCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What is known of one conversation: head (keys {@code H}), members ({@code M}), facts on young messages ({@code F}). */
final class ConversationState {
    private static final StateCodec<ConversationHead> HEADS = new StateCodec<>(ConversationHead.getClassSchema());
    private static final StateCodec<GroupMember> MEMBERS = new StateCodec<>(GroupMember.getClassSchema());
    private static final StateCodec<MessageFact> FACTS = new StateCodec<>(MessageFact.getClassSchema());

    private final KeyValues state;
    private final byte[] key;

    ConversationState(KeyValues state, String tenant, String conversation) {
        this.state = state;
        this.key = Keys.of(tenant, conversation);
    }

    /** Where the conversation stands; null where it has not begun. */
    @Nullable
    ConversationHead head() {
        return HEADS.read(state.get(keyOf('H', "")));
    }

    void setHead(ConversationHead head) {
        state.put(keyOf('H', ""), HEADS.write(head));
    }

    /** A member of the group as it is now; who belonged to a former group of the same id is none. */
    @Nullable
    GroupMember member(String user, int incarnation) {
        var member = MEMBERS.read(state.get(keyOf('M', user)));
        return member == null || member.getIncarnation() != incarnation ? null : member;
    }

    void setMember(String user, GroupMember member) {
        state.put(keyOf('M', user), MEMBERS.write(member));
    }

    void removeMember(String user) {
        state.delete(keyOf('M', user));
    }

    /** What is known of a message that is younger than 24 hours. */
    @Nullable
    MessageFact fact(String messageId, long now) {
        var fact = FACTS.read(state.get(factKey(messageId)));
        return fact == null || ActionMemory.isExpired(fact.getAt(), now) ? null : fact;
    }

    void setFact(String messageId, MessageFact fact) {
        state.put(factKey(messageId), FACTS.write(fact));
    }

    byte[] factKey(String messageId) {
        return keyOf('F', messageId);
    }

    private byte[] keyOf(char kind, String part) {
        var partBytes = part.getBytes(StandardCharsets.UTF_8);
        // The zero byte ends the conversation: no id contains one, so no two keys run into each other.
        return ByteBuffer.allocate(2 + key.length + partBytes.length)
                .put((byte) kind)
                .put(key)
                .put((byte) 0)
                .put(partBytes)
                .array();
    }
}
