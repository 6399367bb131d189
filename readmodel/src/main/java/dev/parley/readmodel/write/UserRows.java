package dev.parley.readmodel.write;

import static dev.parley.readmodel.write.Column.number;
import static dev.parley.readmodel.write.Column.text;
import static dev.parley.readmodel.write.Column.texts;

import dev.parley.readmodel.write.LogRecord.UserRecord;
import dev.parley.schemas.User;
import java.util.List;
import java.util.Locale;

/** Users as they are now. A record holds the whole user, so there is one guard: its version. */
final class UserRows implements Projection<User> {
    private static final Table<User> TABLE = Table.<User>named("users")
            .key(text("tenant", User::getTenant), text("user_id", User::getId))
            .guarded(
                    number("version", User::getVersion),
                    text("name", User::getName),
                    text("name_key", user -> NameKeys.of(user.getName())),
                    text("avatar_url", User::getAvatarUrl),
                    text("role", User::getRole),
                    texts("tags", User::getTags),
                    text("metadata", User::getMetadata),
                    text("status", user -> user.getStatus().name().toLowerCase(Locale.ROOT)),
                    number("token_epoch", user -> (long) user.getTokenEpoch()),
                    number("created_at", user -> user.getCreatedAt().toEpochMilli()),
                    number("updated_at", user -> user.getUpdatedAt().toEpochMilli()));

    private record Key(String tenant, String user) {}

    @Override
    public Table<User> table() {
        return TABLE;
    }

    @Override
    public List<User> rows(LogRecord record) {
        return record instanceof UserRecord user ? List.of(user.user()) : List.of();
    }

    @Override
    public Object key(User row) {
        return new Key(row.getTenant(), row.getId());
    }

    @Override
    public User merge(User known, User other) {
        return other.getVersion() > known.getVersion() ? other : known;
    }
}
