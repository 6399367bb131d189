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

    // Mutes in a former group of the same id came before this one began.
    private static final String MEMBERS = "SELECT m.user_id, m.role, m.joined_at,"
            + " CASE WHEN m.muted_seq > c.info_seq AND m.muted_until > ? THEN m.muted_until END AS muted_until"
            + " FROM members m JOIN conversations c ON c.tenant = m.tenant AND c.conversation = m.conversation";
    private static final String NAMES = " JOIN users u ON u.tenant = m.tenant AND u.user_id = m.user_id";
    // The deletion of a group ends memberships without a write for each.
    private static final String PRESENT = " WHERE m.tenant = ? AND m.conversation = ? AND m.is_member = TRUE"
            + " AND m.joined_seq > c.deleted_seq AND m.user_id > ?";
    private static final String WITH_ROLE = " AND m.role = ?";
    private static final String ID_BEGINS = " AND m.user_id >= ? AND m.user_id < ?";
    private static final String NAME_BEGINS = " AND u.tenant = ? AND u.name_key >= ? AND u.name_key < ?";
    private static final String IN_ORDER = " ORDER BY m.user_id LIMIT ?";

    @Override
    public List<StoredMember> page(MemberQuery query, Instant now, @Nullable String afterId, int limit) {
        var page = new Page(query, now.toEpochMilli(), afterId == null ? "" : afterId, limit);
        var beginning = query.beginning();
        if (beginning == null) {
            return list(part(query, MEMBERS + PRESENT, ""), page.parameters());
        }
        var name = NameKeys.of(beginning);
        var parameters = page.parameters(beginning, beginning + PAST);
        parameters.addAll(page.parameters(query.tenant(), name, name + PAST));
        parameters.add(limit);
        return list(
                "(" + part(query, MEMBERS + PRESENT, ID_BEGINS) + ") UNION ("
                        + part(query, MEMBERS + NAMES + PRESENT, NAME_BEGINS) + ") ORDER BY user_id LIMIT ?",
                parameters);
    }

    private static String part(MemberQuery query, String members, String condition) {
        return members + (query.role() == null ? "" : WITH_ROLE) + condition + IN_ORDER;
    }

    /** What every part of a statement asks for. */
    private record Page(MemberQuery query, long now, String after, int limit) {
        List<Object> parameters(Object... condition) {
            var parameters = new ArrayList<Object>(List.of(now, query.tenant(), query.conversation(), after));
            if (query.role() != null) {
                parameters.add(query.role());
            }
            parameters.addAll(List.of(condition));
            parameters.add(limit);
            return parameters;
        }
    }

    private List<StoredMember> list(String statement, List<Object> parameters) {
        return reader.list(statement, SqlMemberStore::member, parameters.toArray());
    }

    private static StoredMember member(ResultSet row) throws SQLException {
        return new StoredMember(
                row.getString("user_id"),
                row.getString("role"),
                Times.orNull(row, "joined_at"),
                Times.orNull(row, "muted_until"));
    }
}
