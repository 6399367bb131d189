package dev.parley.ingress;

import dev.parley.ingress.InMemoryActions.Refusal;
import dev.parley.schemas.CreateUser;
import dev.parley.schemas.SetUserStatus;
import dev.parley.schemas.UpdateUser;
import dev.parley.schemas.User;
import dev.parley.schemas.UserAction;
import dev.parley.schemas.UserStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** The rules of users in short. */
final class UserRules {
    private final Map<String, User> users = new HashMap<>();

    User decide(UserAction action) throws Refusal {
        var key = action.getTenant() + "/" + action.getUser();
        var known = users.get(key);
        if (action.getBody() instanceof CreateUser != (known == null)) {
            throw new Refusal(known == null ? "user-not-found" : "user-exists");
        }
        var user = switch (action.getBody()) {
            case CreateUser create -> created(action, create);
            case UpdateUser update -> updated(User.newBuilder(known), update);
            case SetUserStatus status -> withStatus(User.newBuilder(known), status.getStatus());
            default -> throw new IllegalArgumentException("Not an action on a user.");
        };
        users.put(key, user);
        return user;
    }

    private static User created(UserAction action, CreateUser create) {
        return User.newBuilder()
                .setTenant(action.getTenant())
                .setId(action.getUser())
                .setName(create.getName())
                .setAvatarUrl(create.getAvatarUrl())
                .setRole(create.getRole())
                .setTags(create.getTags())
                .setMetadata(create.getMetadata())
                .setVersion(1)
                .setCreatedAt(now())
                .setUpdatedAt(now())
                .build();
    }

    private static User updated(User.Builder user, UpdateUser update) {
        for (var field : update.getFields()) {
            switch (field) {
                case "name" -> user.setName(update.getName());
                case "avatarUrl" -> user.setAvatarUrl(update.getAvatarUrl());
                case "role" -> user.setRole(update.getRole());
                case "tags" -> user.setTags(update.getTags());
                case "metadata" -> user.setMetadata(update.getMetadata());
                default -> throw new IllegalArgumentException(field);
            }
        }
        return next(user);
    }

    private static User withStatus(User.Builder user, UserStatus status) {
        user.setStatus(status);
        if (status != UserStatus.ACTIVE) {
            user.setTokenEpoch(user.getTokenEpoch() + 1);
        }
        return next(user);
    }

    private static User next(User.Builder user) {
        return user.setVersion(user.getVersion() + 1).setUpdatedAt(now()).build();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
