package dev.parley.readmodel.write;

import static dev.parley.readmodel.write.Column.number;
import static dev.parley.readmodel.write.Column.text;
import static dev.parley.readmodel.write.Column.texts;

import dev.parley.readmodel.write.GroupInfo.Beginning;
import dev.parley.readmodel.write.LogRecord.EventRecord;
import java.util.List;
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
                    number("info_seq", row -> row.group().beginning().seq()),
                    number("incarnation", beginning(Beginning::incarnation)),
                    number("created_at", beginning(Beginning::createdAt)))
            .rarely(
                    number("name_seq", row -> row.group().name().seq()),
                    text("name", row -> row.group().name().value()))
            .rarely(
                    number("access_seq", row -> row.group().access().seq()),
                    text("access", row -> row.group().access().value()))
            .rarely(
                    number("owner_seq", row -> row.group().owner().seq()),
                    text("owner", row -> row.group().owner().value()))
            .rarely(
                    number("description_seq", row -> row.group().description().seq()),
                    text("description", row -> row.group().description().value()))
            .rarely(
                    number("icon_seq", row -> row.group().icon().seq()),
                    text("icon", row -> row.group().icon().value()))
            .rarely(
                    number("tags_seq", row -> row.group().tags().seq()),
                    texts("tags", row -> row.group().tags().value()))
            .rarely(
                    number("metadata_seq", row -> row.group().metadata().seq()),
                    text("metadata", row -> row.group().metadata().value()))
            .rarely(
                    number("slow_mode_seq", row -> row.group().slowModeSeconds().seq()),
                    number(
                            "slow_mode_seconds",
                            row -> orZero(row.group().slowModeSeconds().value())))
            .rarely(
                    number(
                            "mention_all_seq",
                            row -> row.group().mentionAllFrom().seq()),
                    text(
                            "mention_all_from",
                            row -> orEverybody(row.group().mentionAllFrom().value())))
            .rarely(number("deleted_seq", ConversationRow::deletedSeq))
            .guarded(
                    number("members_seq", row -> row.memberCount().seq()),
                    number("member_count", row -> orZero(row.memberCount().value())))
            .guarded(
                    number("head_seq", row -> row.messageNo().seq()),
                    number("message_no", row -> orZero(row.messageNo().value())))
            .highest(number("last_message_at", row -> row.last().at()))
            .highest(number("last_message_seq", row -> row.last().seq()))
            .highest(number("last_unthreaded_seq", row -> row.last().unthreadedSeq()));

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

    /** A part of what a group has from its beginning; null where the row has none. */
    private static Function<ConversationRow, @Nullable Long> beginning(Function<Beginning, Long> part) {
        return row -> {
            var beginning = row.group().beginning().value();
            return beginning == null ? null : part.apply(beginning);
        };
    }

    private static String orEverybody(@Nullable String role) {
        return Objects.requireNonNullElse(role, "participant");
    }

    private static long orZero(@Nullable Long number) {
        return Objects.requireNonNullElse(number, 0L);
    }
}
