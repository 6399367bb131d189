package dev.parley.topologies.conversation.messages;

import dev.parley.schemas.ThreadUpdated;
import dev.parley.topologies.conversation.ConversationState;
import dev.parley.topologies.conversation.DecisionContext;
import dev.parley.topologies.conversation.EventDraft;
import dev.parley.topologies.state.MessageFact;
import java.time.Instant;
import java.util.Optional;

/** What a reply, or its deletion, makes of the thread that it belongs to. */
final class ThreadEvents {
    private ThreadEvents() {}

    /** Follows right behind the reply. */
    static EventDraft replied(DecisionContext context, String parentId, MessageFact parent, ConversationState state) {
        return updated(
                parentId,
                MessageFact.newBuilder(parent)
                        .setReplies(parent.getReplies() + 1)
                        .setLastReplyAt(context.now())
                        .setLastReplySeq(state.headSeq() + 1)
                        .build());
    }

    /**
     * Follows right behind the deletion of a message; empty where that is no reply, or nothing is known of its thread. The thread of
     * a deleted message goes on being counted. The last reply stays what it was, deleted or not.
     */
    static Optional<EventDraft> replyDeleted(DecisionContext context, MessageFact deleted, ConversationState state) {
        var parentId = deleted.getParentId();
        return parentId == null
                ? Optional.empty()
                : state.messages()
                        .find(parentId, context)
                        .filter(parent -> parent.getReplies() > 0)
                        .map(parent -> updated(
                                parentId,
                                MessageFact.newBuilder(parent)
                                        .setReplies(parent.getReplies() - 1)
                                        .build()));
    }

    private static EventDraft updated(String parentId, MessageFact parent) {
        var body = new ThreadUpdated(
                parentId,
                parent.getSeq(),
                parent.getAuthor(),
                parent.getReplies(),
                Instant.ofEpochMilli(parent.getLastReplyAt()),
                parent.getLastReplySeq());
        return EventDraft.about(parentId, body, parent);
    }
}
