package dev.parley.readmodel.read;

import java.util.List;
import java.util.Optional;

/**
 * Present and former memberships; both users of a direct conversation are its members. All calls block and may throw
 * {@link dev.parley.readmodel.StoreUnavailableException}.
 */
public interface MembershipStore {
    /**
     * A membership.
     *
     * @param isMember whether the user is a member now; the deletion of a group ends every membership
     * @param joinedSeq seq of the event that began it (1 in a direct conversation)
     * @param leftSeq seq of the event that ended it; 0 while it holds
     * @param sinceSeq seq before the first event of the group that the membership belongs to: what comes up to it is of a former
     *     group of the same id; 0 where there was none
     * @param headSeq highest stored seq of the conversation
     */
    record Membership(
            String conversation,
            String user,
            String role,
            boolean isMember,
            long joinedSeq,
            long leftSeq,
            long sinceSeq,
            long headSeq) {}

    /** Every present and former membership of a user. */
    List<Membership> of(String tenant, String user);

    Optional<Membership> find(String tenant, String conversation, String user);
}
