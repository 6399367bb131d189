package dev.parley.edge.identity;

import dev.parley.edge.api.Ids;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes of invites: signed capabilities, derived from the invite on demand and never stored. Every node derives the same code. Safe for
 * many threads.
 */
public final class InviteCodes {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int ID_BYTES = 16;
    private static final int MAC_BYTES = 16;
    private static final int MAX_LENGTH = (ID_BYTES + Ids.MAX_BYTES + MAC_BYTES) * 4 / 3 + 1;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    /** The first one signs, all verify. */
    private final List<SecretKeySpec> keys;

    InviteCodes(TokenKeys keys) {
        this.keys = keys.secrets("invite-code/v1").stream()
                .map(secret -> new SecretKeySpec(secret, ALGORITHM))
                .toList();
    }

    /** What a code is for. */
    public record Invite(String group, String id) {}

    /** @param id of the invite, a UUID */
    public String codeOf(String tenant, String group, String id) {
        var uuid = UUID.fromString(id);
        var name = group.getBytes(StandardCharsets.UTF_8);
        var signed = ByteBuffer.allocate(ID_BYTES + name.length)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .put(name)
                .array();
        return ENCODER.encodeToString(joined(signed, mac(keys.getFirst(), tenant, signed)));
    }

    /** Empty where this is no code of this tenant. The signature is compared in constant time. */
    public Optional<Invite> read(String tenant, String code) {
        return decoded(code).filter(bytes -> isGenuine(tenant, bytes)).map(InviteCodes::inviteOf);
    }

    private boolean isGenuine(String tenant, byte[] code) {
        var signed = Arrays.copyOf(code, code.length - MAC_BYTES);
        var given = Arrays.copyOfRange(code, code.length - MAC_BYTES, code.length);
        var isGenuine = false;
        for (var key : keys) {
            isGenuine |= MessageDigest.isEqual(mac(key, tenant, signed), given);
        }
        return isGenuine;
    }

    /** Accepts the canonical Base64 form only. */
    private static Optional<byte[]> decoded(String code) {
        if (code.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(code);
            return bytes.length > ID_BYTES + MAC_BYTES
                            && ENCODER.encodeToString(bytes).equals(code)
                    ? Optional.of(bytes)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Invite inviteOf(byte[] code) {
        var bytes = ByteBuffer.wrap(code);
        var id = new UUID(bytes.getLong(), bytes.getLong()).toString();
        var group = new String(code, ID_BYTES, code.length - ID_BYTES - MAC_BYTES, StandardCharsets.UTF_8);
        return new Invite(group, id);
    }

    private static byte[] mac(SecretKeySpec key, String tenant, byte[] signed) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            // A tenant's id contains no zero byte, so no two pairs of tenant and invite run into each other.
            mac.update(tenant.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(signed), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM + ".", e);
        }
    }

    private static byte[] joined(byte[] first, byte[] then) {
        return ByteBuffer.allocate(first.length + then.length)
                .put(first)
                .put(then)
                .array();
    }
}
