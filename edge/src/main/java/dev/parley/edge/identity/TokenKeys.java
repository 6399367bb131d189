package dev.parley.edge.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.runtime.service.StartException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/** The platform's signing keys, EC P-256: the first signs, all verify. Safe for many threads. */
public final class TokenKeys {
    /** Longer tokens are refused unread. */
    static final int MAX_TOKEN_LENGTH = 4_096;

    /** Three parts in base64url and nothing else: the library would skip what it does not know. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{86}");

    private static final int SECRET_BYTES = 32;

    private final List<ECKey> keys;
    private final JWKSet jwks;
    private final JWSHeader header;
    private final JWSSigner signer;
    private final Map<String, JWSVerifier> verifiers;

    private TokenKeys(List<ECKey> keys) {
        var first = keys.getFirst();
        this.keys = List.copyOf(keys);
        this.jwks = new JWKSet(List.copyOf(keys)).toPublicJWKSet();
        this.header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(first.getKeyID())
                .build();
        this.signer = signerOf(first);
        this.verifiers = keys.stream().collect(Collectors.toUnmodifiableMap(ECKey::getKeyID, TokenKeys::verifierOf));
    }

    /**
     * Keys in the form of a private JWK set.
     *
     * @throws StartException this is no such set; the sentence begins with what was read
     */
    static TokenKeys parse(String json, String source) {
        try {
            var keys = JWKSet.parse(json).getKeys().stream()
                    .filter(ECKey.class::isInstance)
                    .map(ECKey.class::cast)
                    .filter(key -> key.isPrivate() && key.getKeyID() != null && Curve.P_256.equals(key.getCurve()))
                    .toList();
            if (keys.isEmpty() || keys.size() != JWKSet.parse(json).size()) {
                throw new StartException(
                        source + " must hold private EC P-256 keys with a kid each, and nothing else.");
            }
            return new TokenKeys(keys);
        } catch (ParseException | IllegalStateException e) {
            throw new StartException(source + " is no private JWK set with different kids.", e);
        }
    }

    /**
     * Reads the keys from a file.
     *
     * @throws StartException the file cannot be read, or holds something else
     */
    public static TokenKeys read(Path file) {
        return parse(TokenKeyFile.read(file), file.toString());
    }

    /** Writes a file with one new key that only its owner may read; fails where there is a file already. */
    public static void generate(Path file) throws IOException {
        TokenKeyFile.write(file);
    }

    /** The public parts, for whoever wants to verify. */
    public String jwksJson() {
        return jwks.toString(true);
    }

    /**
     * A secret of each key for another use than tokens, in the order of the keys; by HKDF, so that it tells nothing of the key or of
     * the secrets for other uses.
     */
    List<byte[]> secrets(String use) {
        return keys.stream().map(key -> secret(key, use)).toList();
    }

    private static byte[] secret(ECKey key, String use) {
        var info = ("parley/" + use).getBytes(StandardCharsets.UTF_8);
        var parameters =
                HKDFParameterSpec.ofExtract().addIKM(key.getD().decode()).thenExpand(info, SECRET_BYTES);
        try {
            return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HKDF-SHA256.", e);
        }
    }

    String sign(JWTClaimsSet claims) {
        try {
            var token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("An EC P-256 key must be able to sign.", e);
        }
    }

    /** The claims of what one of these keys signed; empty for everything else. */
    Optional<JWTClaimsSet> verify(String token) {
        if (token.length() > MAX_TOKEN_LENGTH || !FORM.matcher(token).matches()) {
            return Optional.empty();
        }
        try {
            var signed = SignedJWT.parse(token);
            var kid = signed.getHeader().getKeyID();
            var verifier = kid == null ? null : verifiers.get(kid);
            return verifier != null
                            && JWSAlgorithm.ES256.equals(signed.getHeader().getAlgorithm())
                            && signed.verify(verifier)
                    ? Optional.of(signed.getJWTClaimsSet())
                    : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static JWSSigner signerOf(ECKey key) {
        return orRefuse(key, ECDSASigner::new);
    }

    private static JWSVerifier verifierOf(ECKey key) {
        return orRefuse(key, ECDSAVerifier::new);
    }

    /** Makes something of a key, which may be no good. */
    private interface OfKey<T> {
        T apply(ECKey key) throws JOSEException;
    }

    private static <T> T orRefuse(ECKey key, OfKey<T> make) {
        try {
            return make.apply(key);
        } catch (JOSEException e) {
            throw new StartException("The token key " + key.getKeyID() + " cannot be used.", e);
        }
    }
}
