package dev.parley.readmodel.sql;

import dev.parley.readmodel.read.MemberStore;
import dev.parley.readmodel.write.NameKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link MemberStore} over the tables members, users and conversations. Each part of a statement goes along an index and ends after a page. */
record SqlMemberStore(SqlReader reader) implements MemberStore {
    /** Put behind a prefix it is the upper bound, exclusive, of every text with the prefix. */
    private static final String PAST = Character.toString(Character.MAX_CODE_POINT);

    private static final String MEMBERS = "SELECT m.user_id, m.role, m.joined_at FROM members m JOIN conversations c"
            + " ON c.tenant = m.tenant AND c.conversation = m.conversation";
    private static final String NAMES = " JOIN users u ON u.tenant = m.tenant AND u.user_id = m.user_id";
    // The deletion of a group ends memberships without a write for each.
    private static final String PRESENT = " WHERE m.tenant = ? AND m.conversation = ? AND m.is_member = TRUE"
            + " AND m.joined_seq > c.deleted_seq AND m.user_id > ?";
    private static final String WITH_ROLE = " AND m.role = ?";
    private static final String ID_BEGINS = " AND m.user_id >= ? AND m.user_id < ?";
    private static final String NAME_BEGINS = " AND u.tenant = ? AND u.name_key >= ? AND u.name_key < ?";
    private static final String IN_ORDER = " ORDER BY m.user_id LIMIT ?";

    @Override
    public List<StoredMember> page(MemberQuery query, @Nullable String afterId, int limit) {
        var after = afterId == null ? "" : afterId;
        var beginning = query.beginning();
        if (beginning == null) {
            return list(part(query, MEMBERS + PRESENT, ""), parameters(query, after, limit));
        }
        var name = NameKeys.of(beginning);
        var parameters = parameters(query, after, limit, beginning, beginning + PAST);
        parameters.addAll(parameters(query, after, limit, query.tenant(), name, name + PAST));
        parameters.add(limit);
        return list(
                "(" + part(query, MEMBERS + PRESENT, ID_BEGINS) + ") UNION ("
                        + part(query, MEMBERS + NAMES + PRESENT, NAME_BEGINS) + ") ORDER BY user_id LIMIT ?",
                parameters);
    }

    private static String part(MemberQuery query, String members, String condition) {
        return members + (query.role() == null ? "" : WITH_ROLE) + condition + IN_ORDER;
    }

    private static List<Object> parameters(MemberQuery query, String after, int limit, Object... condition) {
        var parameters = new ArrayList<Object>(List.of(query.tenant(), query.conversation(), after));
        if (query.role() != null) {
            parameters.add(query.role());
        }
        parameters.addAll(List.of(condition));
        parameters.add(limit);
        return parameters;
    }

    private List<StoredMember> list(String statement, List<Object> parameters) {
        return reader.list(statement, SqlMemberStore::member, parameters.toArray());
    }

    private static StoredMember member(ResultSet row) throws SQLException {
        var joinedAt = row.getLong("joined_at");
        return new StoredMember(
                row.getString("user_id"), row.getString("role"), row.wasNull() ? null : Instant.ofEpochMilli(joinedAt));
    }
}
