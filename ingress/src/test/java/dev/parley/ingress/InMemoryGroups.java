package dev.parley.ingress;

import dev.parley.edge.api.GroupView;
import dev.parley.edge.api.Ids;
import dev.parley.readmodel.read.GroupStore;
import dev.parley.readmodel.read.MembershipStore.Membership;
import dev.parley.schemas.Event;
import dev.parley.schemas.GroupCreated;
import dev.parley.schemas.GroupDeleted;
import dev.parley.schemas.GroupOwnerChanged;
import dev.parley.schemas.GroupUpdated;
import dev.parley.schemas.MemberAdded;
import dev.parley.schemas.MemberBanned;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberLeft;
import dev.parley.schemas.MemberRemoved;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The groups among the stored events, folded at each question. */
record InMemoryGroups(InMemoryStore store) implements GroupStore {
    @Override
    public Optional<StoredGroup> find(String tenant, String group) {
        return find(tenant, group, null);
    }

    Optional<StoredGroup> find(String tenant, String group, @Nullable String user) {
        StoredGroup found = null;
        for (var event : store.all(tenant, Ids.group(group))) {
            found = after(found, event);
        }
        return Optional.ofNullable(found).map(it -> withRole(it, user == null ? null : role(tenant, group, user)));
    }

    @Override
    public List<StoredGroup> page(String tenant, @Nullable String member, @Nullable String afterId, int limit) {
        return store.conversations(tenant).stream()
                .filter(conversation -> conversation.startsWith("g:"))
                .flatMap(conversation -> find(tenant, conversation.substring(2), member).stream())
                .filter(group -> afterId == null || group.id().compareTo(afterId) > 0)
                .filter(group -> member == null || !group.access().equals("private") || group.role() != null)
                .sorted(Comparator.comparing(StoredGroup::id))
                .limit(limit)
                .toList();
    }

    private @Nullable String role(String tenant, String group, String member) {
        return store.memberships()
                .find(tenant, Ids.group(group), member)
                .filter(Membership::isMember)
                .map(Membership::role)
                .orElse(null);
    }

    private static @Nullable StoredGroup after(@Nullable StoredGroup before, Event event) {
        if (event.getBody() instanceof GroupCreated) {
            return of(GroupView.of(event));
        }
        return before == null || event.getBody() instanceof GroupDeleted ? null : changed(before, event);
    }

    private static StoredGroup changed(StoredGroup group, Event event) {
        return switch (event.getBody()) {
            case GroupUpdated updated -> updated(group, updated, event.getSeq());
            case GroupOwnerChanged changed ->
                with(group, changed.getOwner(), group.memberCount(), event.getSeq(), event);
            case MemberJoined joined -> counted(group, joined.getMemberCount(), event);
            case MemberAdded added -> counted(group, added.getMemberCount(), event);
            case MemberLeft left -> counted(group, left.getMemberCount(), event);
            case MemberRemoved removed -> counted(group, removed.getMemberCount(), event);
            case MemberBanned banned -> counted(group, banned.getMemberCount(), event);
            default -> counted(group, group.memberCount(), event);
        };
    }

    private static StoredGroup counted(StoredGroup group, long members, Event event) {
        return with(group, group.owner(), members, group.version(), event);
    }

    private static StoredGroup with(StoredGroup group, String owner, long members, long version, Event event) {
        return new StoredGroup(
                group.id(),
                group.name(),
                group.access(),
                group.description(),
                group.icon(),
                group.tags(),
                group.metadataJson(),
                owner,
                members,
                null,
                group.slowModeSeconds(),
                group.mentionAllFrom(),
                event.getSeq(),
                version,
                group.createdAt());
    }

    private static StoredGroup updated(StoredGroup group, GroupUpdated change, long seq) {
        var fields = change.getFields();
        return new StoredGroup(
                group.id(),
                fields.contains("name") ? change.getName() : group.name(),
                fields.contains("access") ? change.getAccess().name().toLowerCase(Locale.ROOT) : group.access(),
                fields.contains("description") ? change.getDescription() : group.description(),
                fields.contains("icon") ? change.getIcon() : group.icon(),
                fields.contains("tags") ? change.getTags() : group.tags(),
                fields.contains("metadata") ? change.getMetadata() : group.metadataJson(),
                group.owner(),
                group.memberCount(),
                null,
                fields.contains("slowModeSeconds") ? change.getSlowModeSeconds() : group.slowModeSeconds(),
                fields.contains("mentionAllFrom")
                        ? change.getMentionAllFrom().name().toLowerCase(Locale.ROOT)
                        : group.mentionAllFrom(),
                seq,
                seq,
                group.createdAt());
    }

    private static StoredGroup withRole(StoredGroup group, @Nullable String role) {
        return new StoredGroup(
                group.id(),
                group.name(),
                group.access(),
                group.description(),
                group.icon(),
                group.tags(),
                group.metadataJson(),
                group.owner(),
                group.memberCount(),
                role,
                group.slowModeSeconds(),
                group.mentionAllFrom(),
                group.headSeq(),
                group.version(),
                group.createdAt());
    }

    private static StoredGroup of(GroupView view) {
        return new StoredGroup(
                view.id(),
                view.name(),
                view.access(),
                view.description(),
                view.icon(),
                view.tags(),
                view.metadataJson(),
                view.owner(),
                view.memberCount(),
                null,
                view.slowModeSeconds(),
                view.mentionAllFrom(),
                view.seq(),
                view.version(),
                view.createdAt());
    }
}
