package dev.parley.readmodel.write;

import static dev.parley.readmodel.write.Column.number;
import static dev.parley.readmodel.write.Column.text;

import dev.parley.readmodel.write.GroupDeletionRows.Deletion;
import dev.parley.readmodel.write.LogRecord.EventRecord;
import dev.parley.schemas.GroupDeleted;
import java.util.List;

/**
 * Every deletion of a group. It ends all memberships that began before it without a write for each of them: reads compare seqs. Rows
 * are written once and never changed.
 */
final class GroupDeletionRows implements Projection<Deletion> {
    record Deletion(String tenant, String conversation, long seq) {}

    private static final Table<Deletion> TABLE = Table.<Deletion>named("group_deletions")
            .key(
                    text("tenant", Deletion::tenant),
                    text("conversation", Deletion::conversation),
                    number("seq", Deletion::seq));

    @Override
    public Table<Deletion> table() {
        return TABLE;
    }

    @Override
    public List<Deletion> rows(LogRecord record) {
        return record instanceof EventRecord row && row.event().getBody() instanceof GroupDeleted
                ? List.of(new Deletion(
                        row.event().getTenant(),
                        row.event().getConversation(),
                        row.event().getSeq()))
                : List.of();
    }

    @Override
    public Object key(Deletion row) {
        return row;
    }

    @Override
    public Deletion merge(Deletion known, Deletion other) {
        return known;
    }
}
