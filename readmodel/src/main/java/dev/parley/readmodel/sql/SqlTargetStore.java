package dev.parley.readmodel.sql;

import dev.parley.readmodel.read.TargetStore;
import dev.parley.schemas.Target;
import dev.parley.schemas.TargetReaction;
import dev.parley.schemas.content.MessageKinds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link TargetStore} over the tables messages, reaction_counts and reactions. */
record SqlTargetStore(SqlReader reader) implements TargetStore {
    /** Without an emoji the last two look-ups find nothing. */
    private static final String BY_ID = """
            SELECT m.message_id, m.conversation, m.seq, m.sender, m.version, m.is_deleted, m.parent_id, m.pinned_at, m.kind,
              m.replies, m.last_reply_at, m.last_reply_seq,
              (SELECT COUNT(*) FROM reaction_counts c
                WHERE c.tenant = m.tenant AND c.conversation = m.conversation AND c.message_seq = m.seq
                AND c.reaction_count > 0) AS reaction_kinds,
              (SELECT c.reaction_count FROM reaction_counts c
                WHERE c.tenant = m.tenant AND c.conversation = m.conversation AND c.message_seq = m.seq
                AND c.emoji = ?) AS reaction_count,
              (SELECT r.is_present FROM reactions r
                WHERE r.tenant = m.tenant AND r.conversation = m.conversation AND r.message_seq = m.seq
                AND r.emoji = ? AND r.user_id = ?) AS has_reacted
            FROM messages m WHERE m.tenant = ? AND m.message_id = ? LIMIT 1""";

    @Override
    public Optional<Located> find(String tenant, String messageId, @Nullable String user, @Nullable String emoji) {
        return reader.first(BY_ID, row -> located(row, emoji != null), emoji, emoji, user, tenant, messageId);
    }

    private static Located located(ResultSet row, boolean isAboutReaction) throws SQLException {
        var target = Target.newBuilder()
                .setMessageId(row.getString("message_id"))
                .setSeq(row.getLong("seq"))
                .setAuthor(row.getString("sender"))
                .setVersion(row.getLong("version"))
                .setDeleted(row.getBoolean("is_deleted"))
                .setParentId(row.getString("parent_id"))
                .setPinned(row.getString("pinned_at") != null)
                .setReplies(row.getLong("replies"))
                .setLastReplyAt(row.getLong("last_reply_at"))
                .setLastReplySeq(row.getLong("last_reply_seq"))
                .setReactionKinds(row.getInt("reaction_kinds"))
                .setReaction(
                        isAboutReaction
                                ? new TargetReaction(row.getLong("reaction_count"), row.getBoolean("has_reacted"))
                                : null)
                .setNeedsFile(MessageKinds.needsFile(row.getString("kind")))
                .setMayLackText(MessageKinds.mayLackText(row.getString("kind")))
                .build();
        return new Located(row.getString("conversation"), target);
    }
}
