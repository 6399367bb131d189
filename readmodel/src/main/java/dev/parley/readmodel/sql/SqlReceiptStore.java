package dev.parley.readmodel.sql;

import dev.parley.readmodel.read.ReceiptStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@link ReceiptStore} over the tables receipts, members and messages. A page of members also reckons in own messages that are not in
 * a receipt yet; who has got one message is read from the receipts alone, by their index.
 */
record SqlReceiptStore(SqlReader reader) implements ReceiptStore {
    private static final String MEMBERS = """
            SELECT m.user_id, m.conversation, m.joined_seq, r.delivered_up_to, r.delivered_at, r.read_up_to, r.read_at, r.unread_seq
            FROM members m JOIN conversations c ON c.tenant = m.tenant AND c.conversation = m.conversation
            LEFT JOIN receipts r ON r.tenant = m.tenant AND r.conversation = m.conversation AND r.user_id = m.user_id
              AND (r.member_since >= m.joined_seq OR r.read_up_to >= m.joined_seq)
            WHERE m.tenant = ? AND m.conversation = ? AND m.is_member = TRUE AND m.joined_seq > c.deleted_seq
              AND m.user_id > ?
            ORDER BY m.user_id LIMIT ?""";
    private static final String OWN_LAST = """
            SELECT o.sender, o.seq, x.sent_at FROM (
              SELECT sender, MAX(seq) AS seq FROM messages FORCE INDEX (messages_by_sender)
              WHERE tenant = ? AND conversation = ? AND parent_id IS NULL AND
            """;
    private static final String WITH_TIME = """
             GROUP BY sender
            ) o JOIN messages x ON x.tenant = ? AND x.conversation = ? AND x.seq = o.seq""";

    // With the name of an index: users in order, or all that counts without a look at a row. A group's deletion ended
    // earlier memberships. A receipt that stems from own messages alone, of one who never said
    // anything, only knows that the membership began after it.
    private static final String REACHED = """
            FROM (SELECT COALESCE(MAX(c.deleted_seq), 0) AS ended_seq FROM conversations c
              WHERE c.tenant = ? AND c.conversation = ?) d
            JOIN receipts r FORCE INDEX (%s) ON r.tenant = ? AND r.conversation = ? AND r.delivered_up_to >= ? AND r.is_member = TRUE
              AND r.member_since <= ? AND r.user_id <> ? AND r.member_since > d.ended_seq
            WHERE (r.member_since > d.ended_seq + 1 OR (SELECT MIN(m.joined_seq) FROM members m
              WHERE m.tenant = r.tenant AND m.conversation = r.conversation AND m.user_id = r.user_id) <= ?)
            """;
    private static final String REACHED_PAGE =
            "SELECT r.user_id, r.delivered_up_to, r.delivered_at, r.read_up_to, r.read_at "
                    + REACHED.formatted("PRIMARY")
                    + " AND r.user_id > ? ORDER BY r.user_id LIMIT ?";
    private static final String COUNTS =
            "SELECT COUNT(*), COALESCE(SUM(r.read_up_to >= ?), 0) " + REACHED.formatted("receipts_by_progress");

    private record Stored(StoredReceipt receipt, long ownCountAfter) {}

    private record OwnMessage(long seq, Instant at) {
        /** Sending tells that all before was read. */
        StoredReceipt on(StoredReceipt receipt) {
            var hasGot = receipt.deliveredUpTo() >= seq;
            return new StoredReceipt(
                    receipt.user(),
                    Math.max(receipt.deliveredUpTo(), seq),
                    hasGot ? receipt.deliveredAt() : at,
                    seq,
                    at);
        }
    }

    @Override
    public List<StoredReceipt> of(String tenant, String conversation, String afterUser, int limit) {
        var stored = reader.list(MEMBERS, SqlReceiptStore::stored, tenant, conversation, afterUser, limit);
        if (stored.isEmpty()) {
            return List.of();
        }
        var own = ownMessages(tenant, conversation, stored);
        return stored.stream()
                .map(Stored::receipt)
                .map(receipt -> {
                    var message = own.get(receipt.user());
                    return message == null ? receipt : message.on(receipt);
                })
                .toList();
    }

    /** The last ones behind what their senders' receipts say, by the sender. */
    private Map<String, OwnMessage> ownMessages(String tenant, String conversation, List<Stored> members) {
        var own = new HashMap<String, OwnMessage>();
        new Query()
                .add(OWN_LAST, tenant, conversation)
                .anyOf(
                        members,
                        "sender = ? AND seq > ?",
                        member -> List.of(member.receipt().user(), member.ownCountAfter()))
                .add(WITH_TIME, tenant, conversation)
                .list(
                        reader,
                        row -> own.put(
                                row.getString(1),
                                new OwnMessage(row.getLong(2), Instant.ofEpochMilli(row.getLong(3)))));
        return own;
    }

    @Override
    public List<StoredReceipt> reached(
            String tenant, String conversation, long messageSeq, String sender, String afterUser, int limit) {
        return reader.list(
                REACHED_PAGE,
                row -> receipt(row, 0),
                tenant,
                conversation,
                tenant,
                conversation,
                messageSeq,
                messageSeq,
                sender,
                messageSeq,
                afterUser,
                limit);
    }

    @Override
    public Counts counts(String tenant, String conversation, long messageSeq, String sender) {
        return reader.first(
                        COUNTS,
                        row -> new Counts(row.getLong(1), row.getLong(2)),
                        messageSeq,
                        tenant,
                        conversation,
                        tenant,
                        conversation,
                        messageSeq,
                        messageSeq,
                        sender,
                        messageSeq)
                .orElseThrow();
    }

    private static Stored stored(ResultSet row) throws SQLException {
        var floor = InboxMember.floor(row.getString("conversation"), row.getLong("joined_seq"));
        var receipt = receipt(row, floor);
        return new Stored(receipt, Math.max(receipt.readUpTo(), row.getLong("unread_seq")));
    }

    /** @param floor what the member has read on joining */
    private static StoredReceipt receipt(ResultSet row, long floor) throws SQLException {
        return new StoredReceipt(
                row.getString("user_id"),
                Math.max(floor, row.getLong("delivered_up_to")),
                Times.orNull(row, "delivered_at"),
                Math.max(floor, row.getLong("read_up_to")),
                Times.orNull(row, "read_at"));
    }
}
