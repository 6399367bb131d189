package dev.parley.topologies.users;

import dev.parley.schemas.User;
import dev.parley.schemas.UserAction;
import dev.parley.schemas.UserStatus;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.machine.Output;
import dev.parley.topologies.state.UserV1;
import dev.parley.topologies.store.KeyValues;
import dev.parley.topologies.store.StateCodec;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The users of a partition (keys {@code U}), and their records in {@code users}. One thread. */
final class UserRecords {
    private static final byte USER = 'U';
    private static final String SINK = Output.sinkOf(Topics.USERS);

    private final AvroWriter<User> writer;
    private final StateCodec<User> users =
            StateCodec.after(new StateCodec<>(UserV1.getClassSchema()), User.getClassSchema(), UserRecords::converted);

    UserRecords(AvroWriter<User> writer) {
        this.writer = writer;
    }

    @Nullable
    User find(UserAction action, KeyValues state) {
        return users.read(state.get(key(action.getTenant(), action.getUser())));
    }

    /** Keeps a user as it is now; what readers are told of it. */
    Output put(User user, KeyValues draft) {
        draft.put(key(user.getTenant(), user.getId()), users.write(user));
        return new Output(SINK, Keys.of(user.getTenant(), user.getId()), Output.SAME, writer.write(user));
    }

    private static byte[] key(String tenant, String user) {
        var key = Keys.of(tenant, user);
        return ByteBuffer.allocate(1 + key.length).put(USER).put(key).array();
    }

    private static User converted(UserV1 before) {
        return User.newBuilder()
                .setTenant(before.getTenant())
                .setId(before.getId())
                .setName(before.getName())
                .setAvatarUrl(before.getAvatarUrl())
                .setRole(before.getRole())
                .setTags(before.getTags())
                .setMetadata(before.getMetadata())
                .setStatus(UserStatus.valueOf(before.getStatus().name()))
                .setTokenEpoch(before.getTokenEpoch())
                .setRevokedSessions(List.of())
                .setVersion(before.getVersion())
                .setCreatedAt(Instant.ofEpochMilli(before.getCreatedAt()))
                .setUpdatedAt(Instant.ofEpochMilli(before.getUpdatedAt()))
                .build();
    }
}
