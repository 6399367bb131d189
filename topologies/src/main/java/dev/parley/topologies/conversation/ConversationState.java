package dev.parley.topologies.conversation;

import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.schemas.topics.Keys;
import dev.parley.topologies.memory.ActionMemory;
import dev.parley.topologies.state.ConversationHead;
import dev.parley.topologies.state.ConversationHeadV1;
import dev.parley.topologies.state.Group;
import dev.parley.topologies.state.GroupMember;
import dev.parley.topologies.state.MessageFact;
import dev.parley.topologies.state.MessageFactV1;
import dev.parley.topologies.store.KeyValues;
import dev.parley.topologies.store.StateCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one conversation: head (keys {@code H}), a group's data ({@code G}), members ({@code M}), facts on messages
 * that are younger than 24 hours ({@code F}). One thread.
 */
public final class ConversationState {
    private static final StateCodec<ConversationHeadV1> EARLIER_HEADS =
            new StateCodec<>(ConversationHeadV1.getClassSchema());
    private static final StateCodec<ConversationHead> HEADS =
            StateCodec.after(EARLIER_HEADS, ConversationHead.getClassSchema(), ConversationState::headOf);
    private static final StateCodec<Group> GROUPS = new StateCodec<>(Group.getClassSchema());
    private static final StateCodec<GroupMember> MEMBERS = new StateCodec<>(GroupMember.getClassSchema());
    private static final StateCodec<MessageFact> FACTS = StateCodec.after(
            new StateCodec<>(MessageFactV1.getClassSchema()), MessageFact.getClassSchema(), ConversationState::factOf);

    private final KeyValues state;
    private final byte[] key;
    private @Nullable ConversationHead head;
    /** A group that an earlier version kept in the head; it gets a key of its own before that head is overwritten. */
    private @Nullable Group carried;

    ConversationState(KeyValues state, String tenant, String conversation) {
        this.state = state;
        this.key = Keys.of(tenant, conversation);
    }

    /** Seq of the last event; 0 where there was none. */
    public long headSeq() {
        return head().getSeq();
    }

    /** Which group of this id it is, from 1 on; 0 where there was none. */
    public int incarnation() {
        return head().getIncarnation();
    }

    ConversationHead head() {
        if (head == null) {
            var bytes = state.get(keyOf('H', ""));
            carried = bytes != null && HEADS.isEarlier(bytes) ? earlierGroup(bytes) : null;
            var stored = HEADS.read(bytes);
            head = stored == null ? new ConversationHead(0L, 0L, 0) : stored;
        }
        return head;
    }

    void setHead(ConversationHead next) {
        if (carried != null) {
            setGroup(carried);
        }
        head = next;
        state.put(keyOf('H', ""), HEADS.write(next));
    }

    private static @Nullable Group earlierGroup(byte[] bytes) {
        var before = EARLIER_HEADS.read(bytes);
        return before == null || before.getAccess().isEmpty()
                ? null
                : new Group(before.getAccess(), before.getPasswordKey(), before.getOwner(), before.getMemberCount());
    }

    /** The group, as long as it stands. */
    public Optional<Group> group() {
        head();
        return carried == null ? Optional.ofNullable(GROUPS.read(state.get(keyOf('G', "")))) : Optional.of(carried);
    }

    /** A new group of this id, which voids the members of an earlier one. */
    public void beginGroup(Group group) {
        var before = head();
        setHead(new ConversationHead(before.getSeq(), before.getMessageNo(), before.getIncarnation() + 1));
        setGroup(group);
    }

    public void setMemberCount(Group group, long count) {
        head();
        setGroup(new Group(group.getAccess(), group.getPasswordKey(), group.getOwner(), count));
    }

    private void setGroup(Group group) {
        carried = null;
        state.put(keyOf('G', ""), GROUPS.write(group));
    }

    /** A member of the group as it is now; a member of a former group of the same id is none. */
    public Optional<GroupMember> member(String user) {
        return Optional.ofNullable(MEMBERS.read(state.get(keyOf('M', user))))
                .filter(member -> member.getIncarnation() == incarnation());
    }

    public void addMember(String user, MemberRole role, long joinedSeq) {
        state.put(keyOf('M', user), MEMBERS.write(new GroupMember(role.name(), joinedSeq, incarnation())));
    }

    public void removeMember(String user) {
        state.delete(keyOf('M', user));
    }

    /**
     * Why the actor may not take part; empty where it may.
     *
     * @param hidden what strangers of a private group are told, as if there were none
     */
    public Optional<ErrorCode> membershipRefusal(DecisionContext context, ErrorCode hidden) {
        if (context.isDirect()) {
            return isOneOfTwo(context.actor(), context.conversation())
                    ? Optional.empty()
                    : Optional.of(ErrorCode.NOT_A_MEMBER);
        }
        if (member(context.actor()).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(group().filter(group -> !isPrivate(group)).isPresent() ? ErrorCode.NOT_A_MEMBER : hidden);
    }

    /** Whether the actor may do what moderators may; in a direct conversation nobody may. */
    public boolean isModerator(DecisionContext context) {
        return !context.isDirect()
                && member(context.actor())
                        .filter(member -> !member.getRole().equals(MemberRole.PARTICIPANT.name()))
                        .isPresent();
    }

    /** What is known of a message: the fact, or else what the edge read of it in the stored events. */
    public Optional<MessageFact> message(String messageId, DecisionContext context) {
        var fact = FACTS.read(state.get(factKey(messageId)));
        if (fact != null && !ActionMemory.isExpired(fact.getAt(), context.now())) {
            return Optional.of(fact);
        }
        return context.target(messageId)
                .map(target -> new MessageFact(
                        target.getAuthor(),
                        target.getSeq(),
                        context.now(),
                        Math.max(target.getVersion(), target.getSeq()),
                        target.getDeleted()));
    }

    /** Sets or refreshes a fact, and returns its key. */
    byte[] setFact(String messageId, MessageFact fact) {
        var factKey = factKey(messageId);
        state.put(factKey, FACTS.write(fact));
        return factKey;
    }

    static boolean isFactExpired(byte[] bytes, long now) {
        var fact = FACTS.read(bytes);
        return fact == null || ActionMemory.isExpired(fact.getAt(), now);
    }

    private static ConversationHead headOf(ConversationHeadV1 before) {
        var incarnation = before.getAccess().isEmpty() ? 0 : before.getIncarnation();
        return new ConversationHead(before.getSeq(), before.getMessageNo(), incarnation);
    }

    private static MessageFact factOf(MessageFactV1 before) {
        return new MessageFact(before.getAuthor(), before.getSeq(), before.getAt(), before.getSeq(), false);
    }

    private static boolean isPrivate(Group group) {
        return GroupAccess.valueOf(group.getAccess()) == GroupAccess.PRIVATE;
    }

    /** Ids contain no colon, so the name of a direct conversation says who its two members are. */
    private static boolean isOneOfTwo(String actor, String conversation) {
        var between = conversation.indexOf(':', 2);
        return between > 0
                && (conversation.substring(2, between).equals(actor)
                        || conversation.substring(between + 1).equals(actor));
    }

    private byte[] factKey(String messageId) {
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
