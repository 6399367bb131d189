package dev.parley.ingress;

import dev.parley.edge.api.Ids;
import dev.parley.readmodel.read.BanStore;
import dev.parley.schemas.MemberBanned;
import dev.parley.schemas.MemberUnbanned;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The bans among the stored events. */
record InMemoryBans(InMemoryStore store) implements BanStore {
    @Override
    public List<StoredBan> page(String tenant, String group, Instant now, @Nullable String afterUser, int limit) {
        var bans = new TreeMap<String, StoredBan>();
        for (var event : store.all(tenant, Ids.group(group))) {
            switch (event.getBody()) {
                case MemberBanned banned ->
                    bans.put(
                            banned.getUser(),
                            new StoredBan(
                                    banned.getUser(),
                                    banned.getUntil(),
                                    banned.getReason(),
                                    event.getActor(),
                                    event.getAt()));
                case MemberUnbanned unbanned -> bans.remove(unbanned.getUser());
                default -> {}
            }
        }
        return bans.values().stream()
                .filter(ban -> ban.until() == null || now.isBefore(ban.until()))
                .filter(ban -> afterUser == null || ban.user().compareTo(afterUser) > 0)
                .limit(limit)
                .toList();
    }
}
