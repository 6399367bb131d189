package dev.parley.readmodel.sql;

import dev.parley.readmodel.read.GroupStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link GroupStore} over the tables conversations and members. */
record SqlGroupStore(SqlReader reader) implements GroupStore {
    private static final String PREFIX = "g:";
    /** Upper bound, exclusive, of everything with the prefix. */
    private static final String PAST_PREFIX = "g;";

    private static final String ONE =
            "SELECT * FROM conversations WHERE tenant = ? AND conversation = ? AND info_seq > 0";
    private static final String PAGE = """
            SELECT * FROM conversations c
            WHERE tenant = ? AND conversation > ? AND conversation < ? AND info_seq > 0
            """;
    private static final String VISIBLE = """
            AND (access <> 'private' OR EXISTS (SELECT 1 FROM members m
              WHERE m.tenant = c.tenant AND m.conversation = c.conversation AND m.user_id = ? AND m.is_member))
            """;
    private static final String IN_ORDER = "ORDER BY conversation LIMIT ?";

    @Override
    public Optional<StoredGroup> find(String tenant, String group) {
        return reader.first(ONE, SqlGroupStore::group, tenant, PREFIX + group);
    }

    @Override
    public List<StoredGroup> page(String tenant, @Nullable String member, @Nullable String afterId, int limit) {
        var after = PREFIX + (afterId == null ? "" : afterId);
        return member == null
                ? reader.list(PAGE + IN_ORDER, SqlGroupStore::group, tenant, after, PAST_PREFIX, limit)
                : reader.list(
                        PAGE + VISIBLE + IN_ORDER, SqlGroupStore::group, tenant, after, PAST_PREFIX, member, limit);
    }

    static StoredGroup group(ResultSet row) throws SQLException {
        return new StoredGroup(
                row.getString("conversation").substring(PREFIX.length()),
                row.getString("name"),
                row.getString("access"),
                row.getString("description"),
                row.getString("icon"),
                JsonLists.read(row.getString("tags")),
                row.getString("metadata"),
                row.getString("owner"),
                row.getLong("member_count"),
                row.getLong("head_seq"),
                Math.max(row.getLong("info_seq"), row.getLong("members_seq")),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }
}
