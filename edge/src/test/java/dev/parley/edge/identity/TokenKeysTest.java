package dev.parley.edge.identity;

import static dev.parley.edge.identity.IdentityFixture.FOREIGN_KEY;
import static dev.parley.edge.identity.IdentityFixture.KEY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.parley.runtime.service.StartException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TokenKeysTest {
    private static final JWTClaimsSet CLAIMS =
            new JWTClaimsSet.Builder().subject("alice").build();

    @TempDir
    private Path folder;

    @Test
    void writesAKeyForItsOwnerAlone() throws IOException {
        var file = folder.resolve("keys.json");
        TokenKeys.generate(file);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        var token = TokenKeys.read(file).sign(CLAIMS);
        assertTrue(TokenKeys.read(file).verify(token).isPresent());
    }

    @Test
    void neverOverwritesAKey() throws IOException {
        var file = folder.resolve("keys.json");
        TokenKeys.generate(file);
        var before = Files.readString(file);
        assertThrows(FileAlreadyExistsException.class, () -> TokenKeys.generate(file));
        assertEquals(before, Files.readString(file));
    }

    @Test
    void signsWithTheFirstKeyAndVerifiesWithAll() {
        var before = keys(KEY);
        var between = keys(FOREIGN_KEY, KEY);
        assertTrue(between.verify(before.sign(CLAIMS)).isPresent());
        assertTrue(before.verify(between.sign(CLAIMS)).isEmpty());
        assertTrue(between.verify(between.sign(CLAIMS)).isPresent());
    }

    static Stream<Arguments> hostileFiles() throws JOSEException {
        return Stream.of(
                Arguments.of("nothing", ""),
                Arguments.of("no JSON", "-----BEGIN EC PRIVATE KEY-----"),
                Arguments.of("no set", "{}"),
                Arguments.of("an empty set", "{\"keys\":[]}"),
                Arguments.of("a public key", new JWKSet(KEY.toPublicJWK()).toString(false)),
                Arguments.of("a private and a public key", set(KEY, FOREIGN_KEY.toPublicJWK())),
                Arguments.of(
                        "an RSA key", set(new RSAKeyGenerator(2048).keyID("r").generate())),
                Arguments.of(
                        "another curve",
                        set(new ECKeyGenerator(Curve.P_384).keyID("p").generate())),
                Arguments.of("no kid", set(new ECKeyGenerator(Curve.P_256).generate())),
                Arguments.of("the same kid twice", set(KEY, KEY)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileFiles")
    void refusesToStartWithOtherFiles(String what, String content) throws IOException {
        var file = Files.writeString(folder.resolve("keys.json"), content);
        var refusal = String.valueOf(assertThrows(StartException.class, () -> TokenKeys.read(file), what)
                .getMessage());
        assertTrue(refusal.contains("keys.json"), refusal);
        assertFalse(refusal.contains("\"d\""), refusal);
    }

    @Test
    void namesTheSettingWhereTheFileIsMissing() {
        var refusal = assertThrows(StartException.class, () -> TokenKeys.read(folder.resolve("none")));
        assertTrue(String.valueOf(refusal.getMessage()).contains("PARLEY_TOKEN_KEY_FILE"));
    }

    private static TokenKeys keys(JWK... keys) {
        return TokenKeys.parse(set(keys), "test");
    }

    private static String set(JWK... keys) {
        return new JWKSet(List.of(keys)).toString(false);
    }
}
