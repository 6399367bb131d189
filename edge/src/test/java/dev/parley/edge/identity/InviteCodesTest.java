package dev.parley.edge.identity;

import static dev.parley.edge.identity.IdentityFixture.FOREIGN_KEY;
import static dev.parley.edge.identity.IdentityFixture.KEY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.parley.edge.identity.InviteCodes.Invite;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes that nobody but a node with the keys can make. */
class InviteCodesTest {
    private static final String ID = "01930e7b-6c3a-7d2e-9f40-5b1c2a3d4e5f";
    private static final String LONGEST = "g".repeat(128);

    private final InviteCodes codes = codes(KEY);

    private static InviteCodes codes(JWK... keys) {
        return new InviteCodes(TokenKeys.parse(new JWKSet(List.of(keys)).toString(false), "test"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"team", "t", "k\u00E4se-\uD83E\uDDC0", "gggggggggggggggggggggggggggggggggggggggggggg"})
    void saysWhatItIsFor(String group) {
        var code = codes.codeOf("acme", group, ID);
        assertTrue(code.matches("[A-Za-z0-9_-]+"), code);
        assertEquals(Optional.of(new Invite(group, ID)), codes.read("acme", code));
    }

    @Test
    void everyNodeMakesTheSameCode() {
        assertEquals(codes.codeOf("acme", "team", ID), codes(KEY).codeOf("acme", "team", ID));
        assertTrue(codes.read("acme", codes.codeOf("acme", LONGEST, ID)).isPresent());
    }

    @Test
    void everyKnownKeyVerifiesAndTheFirstSigns() {
        var before = codes.codeOf("acme", "team", ID);
        var after = codes(FOREIGN_KEY, KEY);
        assertTrue(after.read("acme", before).isPresent());
        assertFalse(codes.read("acme", after.codeOf("acme", "team", ID)).isPresent());
    }

    @Test
    void isWorthNothingInAnotherTenant() {
        assertTrue(codes.read("globex", codes.codeOf("acme", "team", ID)).isEmpty());
        // Neither where the two names together are the same text.
        assertTrue(codes.read("acmet", codes.codeOf("acme", "team", ID)).isEmpty());
    }

    @Test
    void isWorthNothingWhereAnyBitIsAnother() {
        var bytes = Base64.getUrlDecoder().decode(codes.codeOf("acme", "team", ID));
        for (var bit = 0; bit < bytes.length * 8; bit++) {
            var forged = bytes.clone();
            forged[bit / 8] ^= (byte) (1 << (bit % 8));
            var code = Base64.getUrlEncoder().withoutPadding().encodeToString(forged);
            assertTrue(codes.read("acme", code).isEmpty(), "bit " + bit);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A",
                "====",
                "%00",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "\uD83E\uDDC0"
            })
    void isWorthNothingInAnotherForm(String code) {
        assertTrue(codes.read("acme", code).isEmpty());
    }

    @Test
    void hasOneFormOnly() {
        var code = codes.codeOf("acme", "team", ID);
        assertTrue(codes.read("acme", code + "=").isEmpty());
        assertTrue(codes.read("acme", code + "A".repeat(10_000)).isEmpty());
        assertTrue(codes.read("acme", " " + code).isEmpty());
    }
}
