package dev.parley.readmodel.write;

import static dev.parley.readmodel.write.Column.flag;
import static dev.parley.readmodel.write.Column.number;
import static dev.parley.readmodel.write.Column.text;
import static dev.parley.readmodel.write.Column.time;

import dev.parley.readmodel.write.LogRecord.ReceiptRecord;
import dev.parley.schemas.Receipt;
import java.util.List;

/** How far members have got. A record holds the whole receipt, so there is one guard: its version. */
final class ReceiptRows implements Projection<Receipt> {
    private static final Table<Receipt> TABLE = Table.<Receipt>named("receipts")
            .key(
                    text("tenant", Receipt::getTenant),
                    text("conversation", Receipt::getConversation),
                    text("user_id", Receipt::getUser))
            .guarded(
                    number("version", Receipt::getVersion),
                    flag("is_member", Receipt::getIsMember),
                    number("member_since", Receipt::getMemberSince),
                    number("delivered_up_to", Receipt::getDeliveredUpTo),
                    time("delivered_at", Receipt::getDeliveredAt),
                    number("read_up_to", Receipt::getReadUpTo),
                    time("read_at", Receipt::getReadAt),
                    flag("marked_unread", Receipt::getMarkedUnread),
                    number("unread_seq", Receipt::getUnreadSeq),
                    time("updated_at", Receipt::getUpdatedAt));

    private record Key(String tenant, String conversation, String user) {}

    @Override
    public Table<Receipt> table() {
        return TABLE;
    }

    @Override
    public List<Receipt> rows(LogRecord record) {
        return record instanceof ReceiptRecord receipt ? List.of(receipt.receipt()) : List.of();
    }

    @Override
    public Object key(Receipt row) {
        return new Key(row.getTenant(), row.getConversation(), row.getUser());
    }

    @Override
    public Receipt merge(Receipt known, Receipt other) {
        return other.getVersion() > known.getVersion() ? other : known;
    }
}
