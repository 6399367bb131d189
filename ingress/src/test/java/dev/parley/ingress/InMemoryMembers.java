package dev.parley.ingress;

import dev.parley.readmodel.read.MemberStore;
import dev.parley.readmodel.read.MembershipStore.Membership;
import dev.parley.schemas.Event;
import dev.parley.schemas.GroupCreated;
import dev.parley.schemas.MemberMuted;
import dev.parley.schemas.MemberUnmuted;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The present members of groups among the stored events. */
record InMemoryMembers(InMemoryStore store) implements MemberStore {
    private static final Instant NO_END = Instant.parse("9999-12-31T23:59:59.999Z");

    @Override
    public List<StoredMember> page(MemberQuery query, Instant now, @Nullable String afterId, int limit) {
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
                        all.get((int) member.joinedSeq() - 1).getAt(),
                        mutedUntil(all, member, now)))
                .sorted(Comparator.comparing(StoredMember::user))
                .limit(limit)
                .toList();
    }

    private static @Nullable Instant mutedUntil(List<Event> all, Membership member, Instant now) {
        Instant until = null;
        for (var event : all) {
            until = switch (event.getBody()) {
                case MemberMuted muted
                when muted.getUser().equals(member.user()) -> Objects.requireNonNullElse(muted.getUntil(), NO_END);
                case MemberUnmuted unmuted when unmuted.getUser().equals(member.user()) -> null;
                case GroupCreated _ -> null;
                default -> until;
            };
        }
        return until == null || !until.isAfter(now) ? null : until;
    }
}
