package dev.parley.readmodel.sql;

import static dev.parley.readmodel.sql.Upsert.guarded;

import dev.parley.schemas.User;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Writes users. */
final class UserUpserts {
    static final Upsert<User> USERS = Upsert.into(
            "users",
            List.of(
                    "tenant",
                    "user_id",
                    "name",
                    "avatar_url",
                    "role",
                    "tags",
                    "metadata",
                    "status",
                    "token_epoch",
                    "created_at",
                    "updated_at",
                    "version"),
            guarded(
                    "version",
                    "name",
                    "avatar_url",
                    "role",
                    "tags",
                    "metadata",
                    "status",
                    "token_epoch",
                    "created_at",
                    "updated_at"),
            UserUpserts::bind);

    private UserUpserts() {}

    private static void bind(PreparedStatement statement, User user) throws SQLException {
        new Parameters(statement)
                .text(user.getTenant())
                .text(user.getId())
                .text(user.getName())
                .text(user.getAvatarUrl())
                .text(user.getRole())
                .text(JsonLists.write(user.getTags()))
                .text(user.getMetadata())
                .text(user.getStatus().name().toLowerCase(Locale.ROOT))
                .number(user.getTokenEpoch())
                .number(user.getCreatedAt().toEpochMilli())
                .number(user.getUpdatedAt().toEpochMilli())
                .number(user.getVersion());
    }
}
