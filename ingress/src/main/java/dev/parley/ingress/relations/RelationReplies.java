package dev.parley.ingress.relations;

import dev.parley.edge.api.JsonText;
import dev.parley.ingress.commands.ConversationWrites.Written;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.ReadWait;
import dev.parley.readmodel.read.EventStore;
import dev.parley.readmodel.read.RelationStore;
import dev.parley.readmodel.read.RelationStore.StoredRelation;
import dev.parley.schemas.Event;
import dev.parley.schemas.FriendAccepted;
import dev.parley.schemas.RequestFriend;
import java.util.Optional;

/** How blocks and friendships are answered: once the store lists them, or after the wait for it, for they are in force by then. */
public record RelationReplies(RelationStore relations, EventStore events, ReadWait readWait) {
    private static final String REQUESTED = "requested";
    private static final String FRIENDS = "friends";

    /** 204. */
    public Reply done(Written written) {
        var _ = readWait.until(() -> stored(written));
        return Reply.empty(204);
    }

    /** 200 with {@code {state}}. Where nothing changed, the store says what it is. */
    public Reply asked(Written written) {
        var stored = readWait.until(() -> stored(written));
        var state = written.changed()
                .map(RelationReplies::stateAfter)
                .or(() -> stored.map(_ -> stateOf(written)))
                .orElseThrow(ReadWait::readBehind);
        return Reply.json(200, JsonText.object(json -> json.writeStringField("state", state)));
    }

    private static String stateAfter(Event event) {
        return event.getBody() instanceof FriendAccepted ? FRIENDS : REQUESTED;
    }

    private String stateOf(Written written) {
        var draft = written.draft();
        var other = ((RequestFriend) draft.body()).getUser();
        return relations
                .find(draft.tenant(), draft.actor(), other)
                .map(StoredRelation::friendship)
                .filter(FRIENDS::equals)
                .orElse(REQUESTED);
    }

    private Optional<Written> stored(Written written) {
        return Optional.of(written).filter(it -> it.isIn(events));
    }
}
