package dev.parley.ingress;

import dev.parley.edge.api.GroupView;
import dev.parley.edge.api.Ids;
import dev.parley.readmodel.read.GroupStore;
import dev.parley.readmodel.read.MembershipStore.Membership;
import dev.parley.schemas.Event;
import dev.parley.schemas.MemberBanned;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberLeft;
import dev.parley.schemas.MessageCreated;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The groups among the stored events. */
record InMemoryGroups(InMemoryStore store) implements GroupStore {
    @Override
    public Optional<StoredGroup> find(String tenant, String group) {
        var events = store.all(tenant, Ids.group(group));
        return events.isEmpty() ? Optional.empty() : Optional.of(group(events));
    }

    @Override
    public List<StoredGroup> page(String tenant, @Nullable String member, @Nullable String afterId, int limit) {
        return store.conversations(tenant).stream()
                .filter(conversation -> conversation.startsWith("g:"))
                .map(conversation -> group(store.all(tenant, conversation)))
                .filter(group -> afterId == null || group.id().compareTo(afterId) > 0)
                .filter(group -> member == null || !group.access().equals("private") || has(tenant, group, member))
                .sorted(Comparator.comparing(StoredGroup::id))
                .limit(limit)
                .toList();
    }

    private boolean has(String tenant, StoredGroup group, String member) {
        return store.memberships()
                .find(tenant, Ids.group(group.id()), member)
                .map(Membership::isMember)
                .orElse(false);
    }

    private static StoredGroup group(List<Event> events) {
        var view = GroupView.of(events.getFirst());
        var members = events.stream()
                .mapToLong(event -> switch (event.getBody()) {
                    case MemberJoined _ -> 1;
                    case MemberLeft _ -> -1;
                    case MemberBanned banned when banned.getWasMember() -> -1;
                    default -> 0;
                })
                .sum();
        var version = events.stream()
                .filter(event -> !(event.getBody() instanceof MessageCreated))
                .mapToLong(Event::getSeq)
                .max()
                .orElseThrow();
        return new StoredGroup(
                view.id(),
                view.name(),
                view.access(),
                view.description(),
                view.icon(),
                view.tags(),
                view.metadataJson(),
                view.owner(),
                members,
                events.size(),
                version,
                view.createdAt());
    }
}
