package dev.parley.edge.directory;

import dev.parley.edge.directory.UserDirectory.UserFacts;
import dev.parley.schemas.User;
import dev.parley.schemas.UserStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;

/**
 * What is known of a user, in one byte array: status, epoch, time of creation, version, role, sessions that were cut, id. An object
 * with fields of its own would take twice the memory.
 */
final class PackedUser {
    static final PackedTable.Layout LAYOUT = new PackedTable.Layout() {
        @Override
        public long version(byte[] packed) {
            return PackedUser.version(packed);
        }

        @Override
        public int idAt(byte[] packed) {
            return PackedUser.idAt(packed);
        }
    };

    private static final String DEFAULT_ROLE = "default";
    private static final int EPOCH_AT = 1;
    private static final int CREATED_AT = EPOCH_AT + Integer.BYTES;
    private static final int VERSION_AT = CREATED_AT + Long.BYTES;
    private static final int ROLE_LENGTH_AT = VERSION_AT + Long.BYTES;
    private static final int ROLE_AT = ROLE_LENGTH_AT + Short.BYTES;
    /** In the length of the role: behind the role stand sessions that were cut, behind the length of all of them. */
    private static final int HAS_REVOKED = 0x8000;

    private PackedUser() {}

    static byte[] pack(User user) {
        // Nearly everybody has the default role, so that it takes no room.
        var role = user.getRole().equals(DEFAULT_ROLE) ? new byte[0] : utf8(user.getRole());
        var id = utf8(user.getId());
        var revoked = RevokedIds.pack(user.getRevokedSessions());
        var revokedLength = revoked.length == 0 ? 0 : Integer.BYTES + revoked.length;
        var packed = ByteBuffer.allocate(ROLE_AT + role.length + revokedLength + id.length)
                .put(codeOf(user.getStatus()))
                .putInt(user.getTokenEpoch())
                .putLong(user.getCreatedAt().toEpochMilli())
                .putLong(user.getVersion())
                .putShort((short) (role.length | (revoked.length == 0 ? 0 : HAS_REVOKED)))
                .put(role);
        if (revoked.length > 0) {
            packed.putInt(revoked.length).put(revoked);
        }
        return packed.put(id).array();
    }

    static UserFacts unpack(byte[] packed) {
        var buffer = ByteBuffer.wrap(packed);
        var roleLength = roleLength(packed);
        var role = roleLength == 0 ? DEFAULT_ROLE : new String(packed, ROLE_AT, roleLength, StandardCharsets.UTF_8);
        return new UserFacts(
                statusOf(packed[0]),
                role,
                buffer.getInt(EPOCH_AT),
                revoked(packed, ROLE_AT + roleLength),
                Instant.ofEpochMilli(buffer.getLong(CREATED_AT)),
                buffer.getLong(VERSION_AT));
    }

    static long version(byte[] packed) {
        return ByteBuffer.wrap(packed).getLong(VERSION_AT);
    }

    /** Where the id begins; it ends with the array. */
    static int idAt(byte[] packed) {
        var roleEnd = ROLE_AT + roleLength(packed);
        return hasRevoked(packed)
                ? roleEnd + Integer.BYTES + ByteBuffer.wrap(packed).getInt(roleEnd)
                : roleEnd;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int roleLength(byte[] packed) {
        return Short.toUnsignedInt(ByteBuffer.wrap(packed).getShort(ROLE_LENGTH_AT)) & ~HAS_REVOKED;
    }

    private static boolean hasRevoked(byte[] packed) {
        return (ByteBuffer.wrap(packed).getShort(ROLE_LENGTH_AT) & HAS_REVOKED) != 0;
    }

    private static Set<String> revoked(byte[] packed, int at) {
        return hasRevoked(packed)
                ? RevokedIds.unpack(
                        packed, at + Integer.BYTES, ByteBuffer.wrap(packed).getInt(at))
                : Set.of();
    }

    private static byte codeOf(UserStatus status) {
        return switch (status) {
            case ACTIVE -> 'A';
            case DEACTIVATED -> 'D';
            case DELETED -> 'X';
        };
    }

    private static UserStatus statusOf(byte code) {
        return switch (code) {
            case 'A' -> UserStatus.ACTIVE;
            case 'X' -> UserStatus.DELETED;
            default -> UserStatus.DEACTIVATED;
        };
    }
}
