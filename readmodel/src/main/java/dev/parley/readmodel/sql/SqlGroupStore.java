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

    // A group that was deleted and not begun again is not there.
    private static final String ONE =
            "SELECT * FROM conversations WHERE tenant = ? AND conversation = ? AND info_seq > deleted_seq";
    private static final String PAGE = """
            SELECT * FROM conversations c
            WHERE c.tenant = ? AND c.conversation > ? AND c.conversation < ? AND c.info_seq > c.deleted_seq
            """;
    private static final String VISIBLE_PAGE = """
            SELECT c.*, m.role FROM conversations c LEFT JOIN members m
              ON m.tenant = c.tenant AND m.conversation = c.conversation AND m.user_id = ? AND m.is_member
                AND m.joined_seq > c.deleted_seq
            WHERE c.tenant = ? AND c.conversation > ? AND c.conversation < ? AND c.info_seq > c.deleted_seq
              AND (c.access <> 'private' OR m.user_id IS NOT NULL)
            """;
    private static final String IN_ORDER = "ORDER BY c.conversation LIMIT ?";

    /** The newest of them is the group's version. */
    private static final List<String> GUARDS = List.of(
            "info_seq",
            "name_seq",
            "access_seq",
            "owner_seq",
            "description_seq",
            "icon_seq",
            "tags_seq",
            "metadata_seq",
            "slow_mode_seq",
            "mention_all_seq");

    @Override
    public Optional<StoredGroup> find(String tenant, String group) {
        return reader.first(ONE, row -> group(row, null), tenant, PREFIX + group);
    }

    @Override
    public List<StoredGroup> page(String tenant, @Nullable String member, @Nullable String afterId, int limit) {
        var after = PREFIX + (afterId == null ? "" : afterId);
        return member == null
                ? reader.list(PAGE + IN_ORDER, row -> group(row, null), tenant, after, PAST_PREFIX, limit)
                : reader.list(
                        VISIBLE_PAGE + IN_ORDER,
                        row -> group(row, row.getString("role")),
                        member,
                        tenant,
                        after,
                        PAST_PREFIX,
                        limit);
    }

    static StoredGroup group(ResultSet row, @Nullable String role) throws SQLException {
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
                role,
                row.getInt("slow_mode_seconds"),
                row.getString("mention_all_from"),
                row.getLong("head_seq"),
                version(row),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }

    private static long version(ResultSet row) throws SQLException {
        var version = 0L;
        for (var guard : GUARDS) {
            version = Math.max(version, row.getLong(guard));
        }
        return version;
    }
}
