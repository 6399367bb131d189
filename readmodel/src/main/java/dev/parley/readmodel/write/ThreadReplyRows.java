package dev.parley.readmodel.write;

import static dev.parley.readmodel.write.Column.number;
import static dev.parley.readmodel.write.Column.text;

import dev.parley.readmodel.write.LogRecord.EventRecord;
import dev.parley.readmodel.write.ThreadReplyRows.ThreadReply;
import dev.parley.schemas.MessageCreated;
import java.util.List;

/** From a message to the replies of its thread. Rows are written once and never changed. */
final class ThreadReplyRows implements Projection<ThreadReply> {
    /** A reply by the seq of its creation, deleted or not. */
    record ThreadReply(String tenant, String conversation, String parentId, long seq) {}

    private static final Table<ThreadReply> TABLE = Table.<ThreadReply>named("thread_replies")
            .key(
                    text("tenant", ThreadReply::tenant),
                    text("conversation", ThreadReply::conversation),
                    text("parent_id", ThreadReply::parentId),
                    number("seq", ThreadReply::seq));

    @Override
    public Table<ThreadReply> table() {
        return TABLE;
    }

    @Override
    public List<ThreadReply> rows(LogRecord record) {
        if (!(record instanceof EventRecord row) || !(row.event().getBody() instanceof MessageCreated message)) {
            return List.of();
        }
        var event = row.event();
        var parentId = message.getParentId();
        return parentId == null
                ? List.of()
                : List.of(new ThreadReply(event.getTenant(), event.getConversation(), parentId, event.getSeq()));
    }

    @Override
    public Object key(ThreadReply row) {
        return row;
    }

    @Override
    public ThreadReply merge(ThreadReply known, ThreadReply other) {
        return known;
    }
}
