package dev.parley.readmodel.sql;

import dev.parley.readmodel.read.ConversationStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link ConversationStore} over the tables conversations and members. One statement reads one snapshot of both. */
record SqlConversationStore(SqlReader reader) implements ConversationStore {
    private static final String CONVERSATIONS = "SELECT c.*, m.user_id, m.role, m.is_member, m.joined_seq, m.left_seq, "
            + SqlMembershipStore.DELETIONS + """
            FROM conversations c LEFT JOIN members m
              ON m.tenant = c.tenant AND m.conversation = c.conversation AND m.user_id = ?
            WHERE c.tenant = ? AND c.conversation""";
    private static final String ONE = CONVERSATIONS + " = ?";

    @Override
    public Optional<StoredConversation> find(String tenant, String conversation, @Nullable String user) {
        return reader.first(ONE, SqlConversationStore::conversation, user, tenant, conversation);
    }

    @Override
    public List<StoredConversation> findAll(String tenant, Collection<String> conversations, @Nullable String user) {
        if (conversations.isEmpty()) {
            return List.of();
        }
        var marks = String.join(",", Collections.nCopies(conversations.size(), "?"));
        var parameters = new ArrayList<@Nullable Object>(List.of(tenant));
        parameters.addFirst(user);
        parameters.addAll(conversations);
        return reader.list(
                CONVERSATIONS + " IN (" + marks + ")", SqlConversationStore::conversation, parameters.toArray());
    }

    private static StoredConversation conversation(ResultSet row) throws SQLException {
        var membership = row.getString("user_id") == null ? null : SqlMembershipStore.membership(row);
        var role = membership == null || !membership.isMember() ? null : membership.role();
        return new StoredConversation(
                row.getString("conversation"),
                row.getLong("head_seq"),
                row.getLong("info_seq") > row.getLong("deleted_seq") ? SqlGroupStore.group(row, role) : null,
                membership);
    }
}
