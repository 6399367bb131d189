package dev.parley.ingress;

import dev.parley.edge.api.Ids;
import dev.parley.readmodel.read.InviteStore;
import dev.parley.schemas.Event;
import dev.parley.schemas.InviteCreated;
import dev.parley.schemas.InviteRevoked;
import dev.parley.schemas.MemberJoined;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The invites among the stored events. */
record InMemoryInvites(InMemoryStore store) implements InviteStore {
    @Override
    public List<StoredInvite> page(String tenant, String group, @Nullable String beforeId, int limit) {
        var invites = new TreeMap<String, StoredInvite>();
        for (var event : store.all(tenant, Ids.group(group))) {
            switch (event.getBody()) {
                case InviteCreated created -> invites.put(created.getInviteId(), invite(event, created));
                case InviteRevoked revoked ->
                    invites.computeIfPresent(
                            revoked.getInviteId(), (_, before) -> with(before, before.usesLeft(), true));
                case MemberJoined joined
                when joined.getInviteId() != null ->
                    invites.computeIfPresent(
                            joined.getInviteId(), (_, before) -> with(before, joined.getInviteUsesLeft(), false));
                default -> {}
            }
        }
        return invites.descendingMap().values().stream()
                .filter(invite -> beforeId == null || invite.id().compareTo(beforeId) < 0)
                .limit(limit)
                .toList();
    }

    private static StoredInvite invite(Event event, InviteCreated created) {
        var uses = created.getUses() == null ? null : created.getUses().longValue();
        return new StoredInvite(
                created.getInviteId(), uses, uses, created.getExpiresAt(), false, event.getActor(), event.getAt());
    }

    private static StoredInvite with(StoredInvite before, @Nullable Long usesLeft, boolean isRevoked) {
        return new StoredInvite(
                before.id(), before.uses(), usesLeft, before.expiresAt(), isRevoked, before.by(), before.at());
    }
}
