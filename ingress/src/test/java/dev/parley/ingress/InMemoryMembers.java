package dev.parley.ingress;

import dev.parley.readmodel.read.MemberStore;
import dev.parley.readmodel.read.MembershipStore.Membership;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The present members of groups among the stored events. */
record InMemoryMembers(InMemoryStore store) implements MemberStore {
    @Override
    public List<StoredMember> page(MemberQuery query, @Nullable String afterId, int limit) {
        var all = store.all(query.tenant(), query.conversation());
        return store.page(query.tenant(), afterId, Integer.MAX_VALUE).stream()
                .filter(user -> query.beginning() == null
                        || user.id().startsWith(query.beginning())
                        || user.name()
                                .toLowerCase(Locale.ROOT)
                                .startsWith(query.beginning().toLowerCase(Locale.ROOT)))
                .flatMap(user -> store.memberships().find(query.tenant(), query.conversation(), user.id()).stream())
                .filter(Membership::isMember)
                .filter(member -> query.role() == null || query.role().equals(member.role()))
                .map(member -> new StoredMember(
                        member.user(),
                        member.role(),
                        all.get((int) member.joinedSeq() - 1).getAt()))
                .sorted(Comparator.comparing(StoredMember::user))
                .limit(limit)
                .toList();
    }
}
