package dev.parley.ingress.reads;

import dev.parley.edge.api.Ids;
import dev.parley.edge.identity.Caller;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.RefusedException;
import dev.parley.readmodel.read.ConversationStore;
import dev.parley.readmodel.read.ConversationStore.StoredConversation;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Access to what a group shows only to some roles: for its tenant's server, and for members of such a role or a higher one. */
public record RoleAccess(ConversationStore conversations, RecentWrites recent, ReadWait readWait) {

    /** What a list of this kind may be refused with. */
    public static final Set<ErrorCode> PROBLEMS = Set.of(
            ErrorCode.FIELD_INVALID,
            ErrorCode.GROUP_NOT_FOUND,
            ErrorCode.NOT_A_MEMBER,
            ErrorCode.NOT_PERMITTED,
            ErrorCode.STORE_UNAVAILABLE,
            ErrorCode.READ_BEHIND);

    /** @param refusal null where the caller may read */
    private record View(long headSeq, @Nullable ErrorCode refusal) {}

    /**
     * The group of the path {@code {group}}, once the store has what {@code atLeastSeq} names. Callers who wrote here a moment ago
     * are refused only by a store that has their write.
     *
     * @throws RefusedException there is no such group for the caller, or its role is too low, or the store is behind
     */
    public String open(Call call, MemberRole atLeast) {
        var group = call.id("group");
        var atLeastSeq = call.seq("atLeastSeq");
        var caller = call.caller();
        var view = readWait.until(() -> settled(caller, group, atLeastSeq, atLeast))
                .orElseGet(() -> unsettled(caller, group, atLeast));
        if (view.refusal() != null) {
            throw new RefusedException(view.refusal());
        }
        return group;
    }

    /** Empty where the store may still change what is seen. */
    private Optional<View> settled(Caller caller, String group, long atLeastSeq, MemberRole atLeast) {
        var view = look(caller, group, atLeast);
        var needed = view.refusal() == null ? atLeastSeq : Math.max(atLeastSeq, recent.seqOf(caller, Ids.group(group)));
        return Optional.of(view).filter(seen -> seen.headSeq() >= needed);
    }

    /** After the wait: what is not there then counts as never written, unless this node knows better. */
    private View unsettled(Caller caller, String group, MemberRole atLeast) {
        var view = look(caller, group, atLeast);
        if (view.refusal() != ErrorCode.GROUP_NOT_FOUND || recent.seqOf(caller, Ids.group(group)) > 0) {
            throw ReadWait.readBehind();
        }
        return view;
    }

    private View look(Caller caller, String group, MemberRole atLeast) {
        var actor = caller.actor();
        return conversations
                .find(caller.tenant(), Ids.group(group), actor.orElse(null))
                .map(found -> view(found, actor.isEmpty(), atLeast))
                .orElseGet(() -> new View(0, ErrorCode.GROUP_NOT_FOUND));
    }

    /** What is hidden has no seq, so that waiting tells nobody that it is there. */
    private static View view(StoredConversation found, boolean isServer, MemberRole atLeast) {
        var group = found.group();
        if (group == null) {
            return new View(0, ErrorCode.GROUP_NOT_FOUND);
        }
        if (isServer) {
            return new View(found.headSeq(), null);
        }
        var membership = found.membership();
        if (membership == null || !membership.isMember()) {
            return group.access().equals("private")
                    ? new View(0, ErrorCode.GROUP_NOT_FOUND)
                    : new View(found.headSeq(), ErrorCode.NOT_A_MEMBER);
        }
        // Roles are listed from the highest to the lowest.
        var role = MemberRole.valueOf(membership.role().toUpperCase(Locale.ROOT));
        return new View(found.headSeq(), role.compareTo(atLeast) <= 0 ? null : ErrorCode.NOT_PERMITTED);
    }
}
