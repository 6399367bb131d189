package dev.parley.ingress;

import dev.parley.readmodel.read.RelationStore;
import dev.parley.schemas.Event;
import dev.parley.schemas.FriendAccepted;
import dev.parley.schemas.FriendRemoved;
import dev.parley.schemas.FriendRequested;
import dev.parley.schemas.UserBlocked;
import dev.parley.schemas.UserUnblocked;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Relations, folded from the stored events of direct conversations at each question. */
record InMemoryRelations(InMemoryStore store) implements RelationStore {
    @Override
    public Optional<StoredRelation> find(String tenant, String user, String other) {
        return of(tenant, user).filter(it -> it.other().equals(other)).findFirst();
    }

    @Override
    public List<StoredRelation> blocks(String tenant, String user, @Nullable String afterOther, int limit) {
        return page(of(tenant, user).filter(StoredRelation::isBlocked), afterOther, limit);
    }

    @Override
    public List<StoredRelation> friends(
            String tenant, String user, String friendship, @Nullable String afterOther, int limit) {
        return page(of(tenant, user).filter(it -> it.friendship().equals(friendship)), afterOther, limit);
    }

    private static List<StoredRelation> page(Stream<StoredRelation> all, @Nullable String afterOther, int limit) {
        return all.filter(it -> afterOther == null || it.other().compareTo(afterOther) > 0)
                .sorted(Comparator.comparing(StoredRelation::other))
                .limit(limit)
                .toList();
    }

    private Stream<StoredRelation> of(String tenant, String user) {
        return store.conversations(tenant).stream()
                .filter(conversation -> conversation.startsWith("d:" + user + ":")
                        || (conversation.startsWith("d:") && conversation.endsWith(":" + user)))
                .map(conversation -> fold(tenant, conversation, user));
    }

    private StoredRelation fold(String tenant, String conversation, String user) {
        var names = conversation.split(":", -1);
        var relation = new StoredRelation(names[1].equals(user) ? names[2] : names[1], false, null, "none", null);
        for (var event : store.all(tenant, conversation)) {
            relation = after(relation, event, user.equals(event.getActor()));
        }
        return relation;
    }

    private static StoredRelation after(StoredRelation before, Event event, boolean isOwn) {
        return switch (event.getBody()) {
            case UserBlocked _ -> isOwn ? blocked(before, event, true) : before;
            case UserUnblocked _ -> isOwn ? blocked(before, event, false) : before;
            case FriendRequested _ -> friendship(before, event, isOwn ? "requested" : "incoming");
            case FriendAccepted _ -> friendship(before, event, "friends");
            case FriendRemoved _ -> friendship(before, event, "none");
            default -> before;
        };
    }

    private static StoredRelation blocked(StoredRelation before, Event event, boolean isBlocked) {
        return new StoredRelation(before.other(), isBlocked, event.getAt(), before.friendship(), before.friendshipAt());
    }

    private static StoredRelation friendship(StoredRelation before, Event event, String state) {
        return new StoredRelation(before.other(), before.isBlocked(), before.blockedAt(), state, event.getAt());
    }
}
