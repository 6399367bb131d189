package dev.parley.topologies.conversation;

import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.schemas.topics.Keys;
import dev.parley.topologies.machine.TimerQueue;
import dev.parley.topologies.state.ConversationHead;
import dev.parley.topologies.state.ConversationHeadV1;
import dev.parley.topologies.state.ConversationHeadV2;
import dev.parley.topologies.state.Group;
import dev.parley.topologies.state.GroupMember;
import dev.parley.topologies.state.GroupV1;
import dev.parley.topologies.state.GroupV2;
import dev.parley.topologies.store.KeyValues;
import dev.parley.topologies.store.StateCodec;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one conversation: head (keys {@code H}), a group's data ({@code G}), its {@link Members} and the facts on its {@link
 * Messages}; and who may take part. For one decision; one thread.
 */
public final class ConversationState {
    private static final StateCodec<ConversationHeadV1> FIRST_HEADS =
            new StateCodec<>(ConversationHeadV1.getClassSchema());
    private static final StateCodec<ConversationHead> HEADS = StateCodec.after(
            StateCodec.after(FIRST_HEADS, ConversationHeadV2.getClassSchema(), ConversationState::secondHeadOf),
            ConversationHead.getClassSchema(),
            ConversationState::headOf);
    private static final StateCodec<Group> GROUPS = StateCodec.after(
            StateCodec.after(
                    new StateCodec<>(GroupV1.getClassSchema()),
                    GroupV2.getClassSchema(),
                    ConversationState::secondGroupOf),
            Group.getClassSchema(),
            ConversationState::groupOf);

    private final KeyValues state;
    private final StateKeys keys;
    private final Members members;
    private final Messages messages;
    private final ScheduledMessages scheduled;
    private @Nullable ConversationHead head;
    /** A group that an earlier version kept in the head; it gets a key of its own before that head is overwritten. */
    private @Nullable Group carried;

    ConversationState(KeyValues state, String tenant, String conversation, TimerQueue timers) {
        this.state = state;
        this.keys = new StateKeys(Keys.of(tenant, conversation));
        this.members = new Members(state, keys, this::incarnation);
        this.messages = new Messages(state, keys, this::beganSeq);
        this.scheduled = new ScheduledMessages(state, keys, timers);
    }

    /** Seq of the last event; 0 where there was none. */
    public long headSeq() {
        return head().getSeq();
    }

    /** Grows when a group of this id begins and when it ends; 0 where there was none. */
    public int incarnation() {
        return head().getIncarnation();
    }

    /** Between the two of a direct conversation. */
    public Relation relation() {
        return new Relation(head().getRelation());
    }

    public void setRelation(Relation relation) {
        head = ConversationHead.newBuilder(head()).setRelation(relation.bits()).build();
    }

    public Members members() {
        return members;
    }

    public Messages messages() {
        return messages;
    }

    public ScheduledMessages scheduled() {
        return scheduled;
    }

    ConversationHead head() {
        if (head == null) {
            var bytes = state.get(keys.of('H'));
            carried = bytes != null && FIRST_HEADS.isOwn(bytes) ? carriedGroup(bytes) : null;
            var stored = HEADS.read(bytes);
            head = stored == null ? new ConversationHead(0L, 0L, 0, 0, 0) : stored;
        }
        return head;
    }

    /** Writes the head, with what was changed of it. */
    void moveHead(long seq, long messageNo) {
        if (carried != null) {
            setGroup(carried);
        }
        head = new ConversationHead(seq, messageNo, incarnation(), head().getRelation(), head().getSlowModeSeconds());
        state.put(keys.of('H'), HEADS.write(head));
    }

    private static @Nullable Group carriedGroup(byte[] bytes) {
        var before = FIRST_HEADS.read(bytes);
        return before == null || before.getAccess().isEmpty()
                ? null
                : groupOf(firstGroup(
                        before.getAccess(), before.getPasswordKey(), before.getOwner(), before.getMemberCount()));
    }

    /** The group, as long as it stands. */
    public Optional<Group> group() {
        head();
        return carried == null ? Optional.ofNullable(GROUPS.read(state.get(keys.of('G')))) : Optional.of(carried);
    }

    /** A new group of this id, which voids the members of an earlier one. */
    public void beginGroup(Group group) {
        nextIncarnation();
        setGroup(group);
    }

    /** Seq of the event that began the group; 0 where there was none before it of the same id. */
    private long beganSeq() {
        return incarnation() <= 1 ? 0L : group().map(Group::getBeganSeq).orElse(0L);
    }

    /** The group is no more, and nobody is its member; what was pinned takes no place in the next one. Seqs go on. */
    public void endGroup() {
        nextIncarnation();
        carried = null;
        slowDown(0);
        state.delete(keys.of('G'));
        if (messages.pinned() > 0) {
            messages.setPinned(0);
        }
    }

    private void nextIncarnation() {
        head = ConversationHead.newBuilder(head())
                .setIncarnation(incarnation() + 1)
                .build();
    }

    /** Its slow mode is known from the head, which every message reads and writes anyway. */
    public void setGroup(Group group) {
        head();
        carried = null;
        slowDown(group.getSlowModeSeconds());
        state.put(keys.of('G'), GROUPS.write(group));
    }

    private void slowDown(int seconds) {
        head = ConversationHead.newBuilder(head()).setSlowModeSeconds(seconds).build();
    }

    public void setMemberCount(Group group, long count) {
        setGroup(Group.newBuilder(group).setMemberCount(count).build());
    }

    /**
     * Why the actor may not take part; empty where it may.
     *
     * @param hidden what strangers of a private group are told, as if there were none
     */
    public Optional<ErrorCode> membershipRefusal(DecisionContext context, ErrorCode hidden) {
        if (context.isDirect()) {
            return context.side().isPresent() ? Optional.empty() : Optional.of(ErrorCode.NOT_A_MEMBER);
        }
        if (member(context.actor()).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(group().filter(group -> !isPrivate(group)).isPresent() ? ErrorCode.NOT_A_MEMBER : hidden);
    }

    /** As {@link #membershipRefusal}, for what the muted and the blocked may not do either. */
    public Optional<ErrorCode> writeRefusal(DecisionContext context, ErrorCode hidden) {
        if (context.isDirect()) {
            return context.side()
                    .map(side -> relation().blocks(side.other())
                            ? Optional.of(ErrorCode.BLOCKED)
                            : Optional.<ErrorCode>empty())
                    .orElseGet(() -> Optional.of(ErrorCode.NOT_A_MEMBER));
        }
        var refusal = membershipRefusal(context, hidden);
        if (refusal.isPresent()) {
            return refusal;
        }
        var isMuted = member(context.actor())
                .filter(member -> context.now() < member.getMutedUntil())
                .isPresent();
        return isMuted ? Optional.of(ErrorCode.MUTED) : Optional.empty();
    }

    /**
     * For how many milliseconds slow mode keeps the actor from sending another message; empty where it does not. Moderators and above
     * may send at any time.
     */
    public Optional<Long> pause(DecisionContext context) {
        var pause = TimeUnit.SECONDS.toMillis(head().getSlowModeSeconds());
        return slowed(context)
                .map(member -> pause - (context.now() - member.getLastPostAt()))
                .filter(left -> left > 0);
    }

    /** Notes that the actor sends a message, where slow mode must know of it. */
    public void notePost(DecisionContext context) {
        slowed(context)
                .map(member -> GroupMember.newBuilder(member)
                        .setLastPostAt(context.now())
                        .build())
                .ifPresent(member -> members.set(context.actor(), member));
    }

    private Optional<GroupMember> slowed(DecisionContext context) {
        return head().getSlowModeSeconds() == 0 || hasRole(context, MemberRole.MODERATOR)
                ? Optional.empty()
                : member(context.actor());
    }

    /** Why the actor may not do what needs such a role in a group, or a higher one; empty where it may. */
    public Optional<ErrorCode> roleRefusal(DecisionContext context, MemberRole atLeast) {
        if (group().isEmpty()) {
            return Optional.of(ErrorCode.GROUP_NOT_FOUND);
        }
        var refusal = membershipRefusal(context, ErrorCode.GROUP_NOT_FOUND);
        if (refusal.isPresent()) {
            return refusal;
        }
        return hasRole(context, atLeast) ? Optional.empty() : Optional.of(ErrorCode.NOT_PERMITTED);
    }

    /** Whether the actor may do what moderators may; in a direct conversation nobody may. */
    public boolean isModerator(DecisionContext context) {
        return !context.isDirect() && hasRole(context, MemberRole.MODERATOR);
    }

    /** Whether the actor may mention every member at once; either of the two may in a direct conversation. */
    public boolean mayMentionAll(DecisionContext context) {
        return context.isDirect()
                || group().map(group -> MemberRole.valueOf(group.getMentionAllFrom()))
                        .filter(atLeast -> hasRole(context, atLeast))
                        .isPresent();
    }

    /** A message for somebody who takes part. To strangers of a private group its messages are not there either. */
    public MessageLookup lookUp(String messageId, DecisionContext context) {
        return membershipRefusal(context, ErrorCode.MESSAGE_NOT_FOUND)
                .<MessageLookup>map(MessageLookup.Refused::new)
                .orElseGet(() -> found(messageId, context));
    }

    private MessageLookup found(String messageId, DecisionContext context) {
        return messages.find(messageId, context)
                .<MessageLookup>map(MessageLookup.Found::new)
                .orElseGet(() -> new MessageLookup.Refused(ErrorCode.MESSAGE_NOT_FOUND));
    }

    /** As {@link #lookUp}, for a change that the muted and the blocked may not make, and that a deleted message does not take. */
    public MessageLookup lookUpToWrite(String messageId, DecisionContext context) {
        var refusal = writeRefusal(context, ErrorCode.MESSAGE_NOT_FOUND);
        if (refusal.isPresent()) {
            return new MessageLookup.Refused(refusal.get());
        }
        return switch (found(messageId, context)) {
            case MessageLookup.Found(var message)
            when message.getDeleted() -> new MessageLookup.Refused(ErrorCode.MESSAGE_DELETED);
            case MessageLookup lookup -> lookup;
        };
    }

    /** A member of the group as it is now; a member of a former group of the same id is none. */
    public Optional<GroupMember> member(String user) {
        return members.find(user);
    }

    private boolean hasRole(DecisionContext context, MemberRole atLeast) {
        return member(context.actor())
                .filter(member -> Ranks.isAtLeast(member, atLeast))
                .isPresent();
    }

    /** Keys of the facts that were set. */
    List<byte[]> factKeys() {
        return messages.factKeys();
    }

    private static ConversationHeadV2 secondHeadOf(ConversationHeadV1 before) {
        var incarnation = before.getAccess().isEmpty() ? 0 : before.getIncarnation();
        return new ConversationHeadV2(before.getSeq(), before.getMessageNo(), incarnation);
    }

    private static ConversationHead headOf(ConversationHeadV2 before) {
        return new ConversationHead(before.getSeq(), before.getMessageNo(), before.getIncarnation(), 0, 0);
    }

    private static GroupV2 secondGroupOf(GroupV1 before) {
        return firstGroup(before.getAccess(), before.getPasswordKey(), before.getOwner(), before.getMemberCount());
    }

    /** A group of version 1: it began with the conversation's first event, and nothing changed it. */
    private static GroupV2 firstGroup(String access, @Nullable ByteBuffer passwordKey, String owner, long memberCount) {
        return new GroupV2(access, passwordKey, owner, memberCount, 0, 1L, 1L);
    }

    private static Group groupOf(GroupV2 before) {
        return new Group(
                before.getAccess(),
                before.getPasswordKey(),
                before.getOwner(),
                before.getMemberCount(),
                before.getSlowModeSeconds(),
                before.getVersion(),
                before.getBeganSeq(),
                MemberRole.PARTICIPANT.name());
    }

    private static boolean isPrivate(Group group) {
        return GroupAccess.valueOf(group.getAccess()) == GroupAccess.PRIVATE;
    }
}
