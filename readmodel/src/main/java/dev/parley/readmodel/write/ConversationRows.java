package dev.parley.readmodel.write;

import static dev.parley.readmodel.write.Column.number;
import static dev.parley.readmodel.write.Column.text;
import static dev.parley.readmodel.write.Column.texts;

import dev.parley.readmodel.write.ConversationRow.Group;
import dev.parley.readmodel.write.LogRecord.EventRecord;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Conversations with their head; of groups also what they show. Every event moves the head, of whichever kind it is. */
final class ConversationRows implements Projection<ConversationRow> {
    private static final Table<ConversationRow> TABLE = Table.<ConversationRow>named("conversations")
            .key(
                    text("tenant", row -> row.key().tenant()),
                    text("conversation", row -> row.key().conversation()))
            .rarely(
                    number("info_seq", row -> row.group().seq()),
                    text("name", group(group -> group.created().getName())),
                    text(
                            "access",
                            group(group -> group.created().getAccess().name().toLowerCase(Locale.ROOT))),
                    text("owner", group(group -> group.created().getOwner())),
                    text("description", group(group -> group.created().getDescription())),
                    text("icon", group(group -> group.created().getIcon())),
                    texts("tags", group(group -> group.created().getTags())),
                    text("metadata", group(group -> group.created().getMetadata())),
                    number("incarnation", group(group -> (long) group.created().getIncarnation())),
                    number("created_at", group(Group::createdAt)))
            .guarded(
                    number("members_seq", row -> row.memberCount().seq()),
                    number("member_count", row -> orZero(row.memberCount().value())))
            .guarded(
                    number("head_seq", row -> row.messageNo().seq()),
                    number("message_no", row -> orZero(row.messageNo().value())))
            .highest(number("last_message_at", ConversationRow::lastMessageAt));

    @Override
    public Table<ConversationRow> table() {
        return TABLE;
    }

    @Override
    public List<ConversationRow> rows(LogRecord record) {
        return record instanceof EventRecord event ? List.of(ConversationRow.of(event.event())) : List.of();
    }

    @Override
    public Object key(ConversationRow row) {
        return row.key();
    }

    @Override
    public ConversationRow merge(ConversationRow known, ConversationRow other) {
        return known.merge(other);
    }

    /** A part of a group's data; null where the row has none. */
    private static <T> Function<ConversationRow, @Nullable T> group(Function<Group, @Nullable T> part) {
        return row ->
                row.group().value() == null ? null : part.apply(row.group().value());
    }

    private static long orZero(@Nullable Long number) {
        return Objects.requireNonNullElse(number, 0L);
    }
}
