package dev.parley.ingress;

import dev.parley.readmodel.read.MembershipStore;
import dev.parley.schemas.Event;
import dev.parley.schemas.GroupDeleted;
import dev.parley.schemas.GroupOwnerChanged;
import dev.parley.schemas.MemberAdded;
import dev.parley.schemas.MemberBanned;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberLeft;
import dev.parley.schemas.MemberRemoved;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.MemberRoleChanged;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Memberships, folded from the stored events at each question. */
record InMemoryMemberships(InMemoryStore store) implements MembershipStore {
    @Override
    public List<Membership> of(String tenant, String user) {
        return store.conversations(tenant).stream()
                .flatMap(conversation -> find(tenant, conversation, user).stream())
                .toList();
    }

    @Override
    public Optional<Membership> find(String tenant, String conversation, String user) {
        var all = store.all(tenant, conversation);
        Membership found = null;
        if (!all.isEmpty()
                && conversation.startsWith("d:")
                && List.of(conversation.split(":", -1)).contains(user)) {
            found = new Membership(conversation, user, text(MemberRole.PARTICIPANT), true, 1, 0, 0, all.size());
        }
        var sinceSeq = 0L;
        for (var event : all) {
            found = after(found, event, user, sinceSeq, all.size());
            sinceSeq = event.getBody() instanceof GroupDeleted ? event.getSeq() : sinceSeq;
        }
        store.membershipWasRead();
        return Optional.ofNullable(found);
    }

    private static @Nullable Membership after(
            @Nullable Membership before, Event event, String user, long sinceSeq, long head) {
        var conversation = event.getConversation();
        var seq = event.getSeq();
        return switch (event.getBody()) {
            case MemberJoined joined
            when joined.getUser().equals(user) ->
                new Membership(conversation, user, text(joined.getRole()), true, seq, 0, sinceSeq, head);
            case MemberAdded added
            when added.getUser().equals(user) ->
                new Membership(conversation, user, text(added.getRole()), true, seq, 0, sinceSeq, head);
            case MemberLeft left when left.getUser().equals(user) -> ended(before, seq);
            case MemberRemoved removed when removed.getUser().equals(user) -> ended(before, seq);
            case MemberBanned banned when banned.getUser().equals(user) -> ended(before, seq);
            case GroupDeleted _ -> ended(before, seq);
            case MemberRoleChanged changed when changed.getUser().equals(user) -> withRole(before, changed.getRole());
            case GroupOwnerChanged changed when changed.getOwner().equals(user) -> withRole(before, MemberRole.OWNER);
            case GroupOwnerChanged changed
            when changed.getFormerOwner().equals(user) -> withRole(before, MemberRole.ADMIN);
            default -> before;
        };
    }

    private static @Nullable Membership ended(@Nullable Membership before, long seq) {
        return before == null || !before.isMember()
                ? before
                : new Membership(
                        before.conversation(),
                        before.user(),
                        before.role(),
                        false,
                        before.joinedSeq(),
                        seq,
                        before.sinceSeq(),
                        before.headSeq());
    }

    private static @Nullable Membership withRole(@Nullable Membership before, MemberRole role) {
        return before == null
                ? null
                : new Membership(
                        before.conversation(),
                        before.user(),
                        text(role),
                        before.isMember(),
                        before.joinedSeq(),
                        before.leftSeq(),
                        before.sinceSeq(),
                        before.headSeq());
    }

    private static String text(MemberRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
