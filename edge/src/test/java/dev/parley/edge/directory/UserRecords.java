package dev.parley.edge.directory;

import dev.parley.schemas.User;
import dev.parley.schemas.UserStatus;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Records of {@code users} as the users topology writes them. */
final class UserRecords {
    static final Instant BORN = Instant.parse("2026-01-01T00:00:00.123Z");

    private UserRecords() {}

    static User user(String tenant, String id, long version) {
        return new User(
                tenant, id, id, null, "default", List.of(), null, UserStatus.ACTIVE, 0, List.of(), version, BORN, BORN);
    }

    static ConsumerRecord<byte[], byte[]> record(SchemaRegistry registry, User user) {
        var value = new AvroWriter<User>(registry, "users", User.getClassSchema()).write(user);
        return record(Keys.of(user.getTenant(), user.getId()), value);
    }

    static ConsumerRecord<byte[], byte[]> record(byte @Nullable [] key, byte @Nullable [] value) {
        return new ConsumerRecord<>("users", 0, 0, key, value);
    }
}
