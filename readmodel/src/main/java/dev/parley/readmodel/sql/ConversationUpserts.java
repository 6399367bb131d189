package dev.parley.readmodel.sql;

import static dev.parley.readmodel.sql.Upsert.guarded;
import static dev.parley.readmodel.sql.Upsert.highest;

import dev.parley.readmodel.write.ConversationRow;
import dev.parley.readmodel.write.MemberRow;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes conversations and their members. */
final class ConversationUpserts {
    static final Upsert<ConversationRow> CONVERSATIONS = Upsert.into(
            "conversations",
            List.of(
                    "tenant",
                    "conversation",
                    "name",
                    "access",
                    "owner",
                    "description",
                    "icon",
                    "tags",
                    "metadata",
                    "incarnation",
                    "created_at",
                    "info_seq",
                    "member_count",
                    "members_seq",
                    "last_message_at",
                    "message_no",
                    "head_seq"),
            String.join(
                    ",",
                    guarded(
                            "info_seq",
                            "name",
                            "access",
                            "owner",
                            "description",
                            "icon",
                            "tags",
                            "metadata",
                            "incarnation",
                            "created_at"),
                    guarded("members_seq", "member_count"),
                    highest("last_message_at"),
                    guarded("head_seq", "message_no")),
            ConversationUpserts::bind);

    static final Upsert<MemberRow> MEMBERS = Upsert.into(
            "members",
            List.of("tenant", "conversation", "user_id", "role", "joined_seq", "is_member", "left_seq", "seq"),
            String.join(",", guarded("joined_seq", "role"), guarded("seq", "is_member", "left_seq")),
            ConversationUpserts::bind);

    private static final int GROUP_COLUMNS = 9;

    private ConversationUpserts() {}

    private static void bind(PreparedStatement statement, ConversationRow row) throws SQLException {
        var parameters = new Parameters(statement);
        parameters.text(row.key().tenant()).text(row.key().conversation());
        bindShown(parameters, row.shown());
        parameters
                .number(row.memberCount().count())
                .number(row.memberCount().seq())
                .number(row.lastMessageAt())
                .number(row.messageNo())
                .number(row.headSeq());
    }

    private static void bindShown(Parameters parameters, ConversationRow.@Nullable Shown shown) throws SQLException {
        if (shown == null) {
            for (var column = 0; column < GROUP_COLUMNS; column++) {
                parameters.text(null);
            }
            parameters.number(0);
            return;
        }
        var group = shown.group();
        parameters
                .text(group.getName())
                .text(group.getAccess().name().toLowerCase(Locale.ROOT))
                .text(group.getOwner())
                .text(group.getDescription())
                .text(group.getIcon())
                .text(JsonLists.write(group.getTags()))
                .text(group.getMetadata())
                .number(group.getIncarnation())
                .number(shown.createdAt())
                .number(shown.seq());
    }

    private static void bind(PreparedStatement statement, MemberRow row) throws SQLException {
        new Parameters(statement)
                .text(row.key().tenant())
                .text(row.key().conversation())
                .text(row.key().user())
                .text(row.role())
                .number(row.joinedSeq())
                .flag(row.isMember())
                .number(row.leftSeq())
                .number(row.seq());
    }
}
