package dev.parley.readmodel.write;

import static dev.parley.readmodel.write.Column.bytes;
import static dev.parley.readmodel.write.Column.number;
import static dev.parley.readmodel.write.Column.text;

import dev.parley.readmodel.write.LogRecord.ScheduledRecord;
import java.util.List;
import java.util.Locale;

/** Messages that are sent later. A record holds the whole of one, so there is one guard: its version. */
final class ScheduledRows implements Projection<ScheduledRecord> {
    private static final Table<ScheduledRecord> TABLE = Table.<ScheduledRecord>named("scheduled_messages")
            .key(
                    text("tenant", row -> row.message().getTenant()),
                    text("user_id", row -> row.message().getUser()),
                    text("scheduled_id", row -> row.message().getId()))
            .constants(
                    text("conversation", row -> row.message().getConversation()),
                    text("order_key", ScheduledRows::orderKey))
            .guarded(
                    number("version", row -> row.message().getVersion()),
                    text("state", row -> row.message().getState().name().toLowerCase(Locale.ROOT)),
                    bytes("bytes", ScheduledRecord::bytes));

    private record Key(String tenant, String user, String id) {}

    @Override
    public Table<ScheduledRecord> table() {
        return TABLE;
    }

    @Override
    public List<ScheduledRecord> rows(LogRecord record) {
        return record instanceof ScheduledRecord scheduled ? List.of(scheduled) : List.of();
    }

    @Override
    public Object key(ScheduledRecord row) {
        var message = row.message();
        return new Key(message.getTenant(), message.getUser(), message.getId());
    }

    @Override
    public ScheduledRecord merge(ScheduledRecord known, ScheduledRecord other) {
        return other.message().getVersion() > known.message().getVersion() ? other : known;
    }

    /** In the order of time. */
    private static String orderKey(ScheduledRecord row) {
        var message = row.message();
        return "%016d-%s".formatted(message.getSendAt().toEpochMilli(), message.getId());
    }
}
