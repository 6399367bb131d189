package dev.parley.topologies.users;

import dev.parley.schemas.CreateUser;
import dev.parley.schemas.SetUserStatus;
import dev.parley.schemas.UpdateUser;
import dev.parley.schemas.User;
import dev.parley.schemas.UserAction;
import dev.parley.schemas.UserStatus;
import dev.parley.schemas.errors.ErrorCode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a user looks like after an action. Pure. */
sealed interface UserChange {
    record Changed(User user) implements UserChange {}

    record Impossible(ErrorCode error) implements UserChange {}

    static UserChange of(UserAction action, @Nullable User before, long now) {
        var at = Instant.ofEpochMilli(now);
        if (action.getBody() instanceof CreateUser create) {
            return before == null ? new Changed(created(action, create, at)) : new Impossible(ErrorCode.USER_EXISTS);
        }
        if (before == null) {
            return new Impossible(ErrorCode.USER_NOT_FOUND);
        }
        var next = User.newBuilder(before).setVersion(before.getVersion() + 1).setUpdatedAt(at);
        return switch (action.getBody()) {
            case UpdateUser update -> new Changed(updated(next, update).build());
            case SetUserStatus status ->
                new Changed(withStatus(next, status, before).build());
            default -> new Impossible(ErrorCode.INTERNAL);
        };
    }

    private static User created(UserAction action, CreateUser create, Instant at) {
        return User.newBuilder()
                .setTenant(action.getTenant())
                .setId(action.getUser())
                .setName(create.getName())
                .setAvatarUrl(create.getAvatarUrl())
                .setRole(create.getRole())
                .setTags(create.getTags())
                .setMetadata(create.getMetadata())
                .setStatus(UserStatus.ACTIVE)
                .setVersion(1)
                .setCreatedAt(at)
                .setUpdatedAt(at)
                .build();
    }

    private static User.Builder updated(User.Builder next, UpdateUser update) {
        for (var field : update.getFields()) {
            switch (field) {
                case "name" -> next.setName(Objects.requireNonNull(update.getName(), "A name cannot be cleared."));
                case "avatarUrl" -> next.setAvatarUrl(update.getAvatarUrl());
                case "role" -> next.setRole(Objects.requireNonNullElse(update.getRole(), "default"));
                case "tags" -> next.setTags(update.getTags());
                case "metadata" -> next.setMetadata(update.getMetadata());
                default -> throw new IllegalArgumentException("A user has no field " + field + ".");
            }
        }
        return next;
    }

    /** A user who stops being active loses every token, also those that were given out before. */
    private static User.Builder withStatus(User.Builder next, SetUserStatus change, User before) {
        var isStopped = before.getStatus() == UserStatus.ACTIVE && change.getStatus() != UserStatus.ACTIVE;
        next.setStatus(change.getStatus());
        return isStopped ? next.setTokenEpoch(before.getTokenEpoch() + 1).setRevokedSessions(List.of()) : next;
    }
}
