package dev.parley.readmodel.write;

import static dev.parley.readmodel.write.Column.flag;
import static dev.parley.readmodel.write.Column.number;
import static dev.parley.readmodel.write.Column.text;
import static dev.parley.readmodel.write.Column.time;

import dev.parley.readmodel.write.LogRecord.MarkRecord;
import dev.parley.schemas.MessageMark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What users set on messages for themselves. A record holds the whole mark, so there is one guard: its version. */
final class MessageMarkRows implements Projection<MessageMark> {
    private static final Table<MessageMark> TABLE = Table.<MessageMark>named("message_marks")
            .key(
                    text("tenant", MessageMark::getTenant),
                    text("user_id", MessageMark::getUser),
                    text("conversation", MessageMark::getConversation),
                    number("message_seq", MessageMark::getMessageSeq))
            .constants(text("message_id", MessageMark::getMessageId))
            .guarded(
                    number("version", MessageMark::getVersion),
                    time("saved_at", MessageMark::getSavedAt),
                    number("saved_version", MessageMark::getSavedVersion),
                    flag("is_hidden", MessageMark::getHidden),
                    number("subscribed", mark -> bit(mark.getSubscribed())),
                    number("thread_read_up_to", MessageMark::getThreadReadUpTo),
                    time("updated_at", MessageMark::getUpdatedAt));

    private record Key(String tenant, String user, String conversation, long messageSeq) {}

    @Override
    public Table<MessageMark> table() {
        return TABLE;
    }

    @Override
    public List<MessageMark> rows(LogRecord record) {
        return record instanceof MarkRecord mark ? List.of(mark.mark()) : List.of();
    }

    @Override
    public Object key(MessageMark row) {
        return new Key(row.getTenant(), row.getUser(), row.getConversation(), row.getMessageSeq());
    }

    @Override
    public MessageMark merge(MessageMark known, MessageMark other) {
        return other.getVersion() > known.getVersion() ? other : known;
    }

    private static @Nullable Long bit(@Nullable Boolean choice) {
        return choice == null ? null : choice ? 1L : 0L;
    }
}
