package dev.parley.readmodel.sql;

import dev.parley.readmodel.read.MembershipStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** {@link MembershipStore} over the tables members and conversations. */
record SqlMembershipStore(SqlReader reader) implements MembershipStore {
    /** Of a membership {@code m}: the deletion of a group that ended it, and the one before it began; null where there was none. */
    static final String DELETIONS = """
            (SELECT MIN(d.seq) FROM group_deletions d
              WHERE d.tenant = m.tenant AND d.conversation = m.conversation AND d.seq > m.joined_seq) AS ended_seq,
            (SELECT MAX(d.seq) FROM group_deletions d
              WHERE d.tenant = m.tenant AND d.conversation = m.conversation AND d.seq < m.joined_seq) AS since_seq
            """;

    private static final String MEMBERSHIPS =
            "SELECT m.conversation, m.user_id, m.role, m.is_member, m.joined_seq, m.left_seq, c.head_seq, " + DELETIONS
                    + """
            FROM members m JOIN conversations c ON c.tenant = m.tenant AND c.conversation = m.conversation
            """;
    private static final String OF_USER = MEMBERSHIPS + "WHERE m.tenant = ? AND m.user_id = ?";
    private static final String ONE = MEMBERSHIPS + "WHERE m.tenant = ? AND m.conversation = ? AND m.user_id = ?";

    @Override
    public List<Membership> of(String tenant, String user) {
        return reader.list(OF_USER, SqlMembershipStore::membership, tenant, user);
    }

    @Override
    public Optional<Membership> find(String tenant, String conversation, String user) {
        return reader.first(ONE, SqlMembershipStore::membership, tenant, conversation, user);
    }

    static Membership membership(ResultSet row) throws SQLException {
        var endedSeq = row.getLong("ended_seq");
        var isStored = row.getBoolean("is_member");
        return new Membership(
                row.getString("conversation"),
                row.getString("user_id"),
                row.getString("role"),
                isStored && endedSeq == 0,
                row.getLong("joined_seq"),
                isStored ? endedSeq : row.getLong("left_seq"),
                row.getLong("since_seq"),
                row.getLong("head_seq"));
    }
}
