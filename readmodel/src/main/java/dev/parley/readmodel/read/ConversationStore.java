package dev.parley.readmodel.read;

import dev.parley.readmodel.read.GroupStore.StoredGroup;
import dev.parley.readmodel.read.MembershipStore.Membership;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Conversations as one user may see them. All calls block and may throw {@link dev.parley.readmodel.StoreUnavailableException}. */
public interface ConversationStore {
    /**
     * A conversation and one user's membership, both of the same moment: where {@code headSeq} has reached the seq of an
     * event, what that event did to the membership and to the group shows here.
     *
     * @param headSeq highest stored seq of the conversation
     * @param group null in a direct conversation, and where it was deleted
     * @param membership null where the user is no present or former member
     */
    record StoredConversation(
            String conversation,
            long headSeq,
            @Nullable StoredGroup group,
            @Nullable Membership membership) {}

    /**
     * Reads a conversation in one statement; empty where no event of it is stored.
     *
     * @param user whose membership is looked up; null for none
     */
    Optional<StoredConversation> find(String tenant, String conversation, @Nullable String user);

    /** As {@link #find}, for several conversations in one statement; in no order, those that are not stored left out. */
    List<StoredConversation> findAll(String tenant, Collection<String> conversations, @Nullable String user);
}
