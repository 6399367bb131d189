package dev.parley.edge.identity;

import static dev.parley.edge.identity.IdentityFixture.FOREIGN_KEY;
import static dev.parley.edge.identity.IdentityFixture.HOUR;
import static dev.parley.edge.identity.IdentityFixture.KEY;
import static dev.parley.edge.identity.IdentityFixture.refusal;
import static dev.parley.edge.identity.IdentityFixture.signed;
import static dev.parley.edge.identity.IdentityFixture.verified;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.schemas.UserStatus;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UserTokensTest {
    private final IdentityFixture platform = new IdentityFixture();

    @Test
    void mintsATokenThatActsAsItsUser() {
        var minted = platform.identity.tokens().mint(platform.session("acme", "alice", "phone-1"));
        var caller = (Caller.UserCaller) verified(platform.authenticator.authenticateToken(minted.token()));
        assertEquals("acme", caller.tenant());
        assertEquals("alice", caller.user());
        assertEquals(Optional.of("alice"), caller.actor());
        assertEquals(minted.id(), caller.session());
        assertEquals(minted.expiresAt(), caller.expiresAt());
        assertFalse(minted.toString().contains(minted.token()));
    }

    @Test
    void claimsWhatTheApiSays() throws ParseException {
        platform.user("acme", "alice", 2, UserStatus.ACTIVE, 3);
        var token = SignedJWT.parse(platform.token("acme", "alice"));
        assertEquals(JWSAlgorithm.ES256, token.getHeader().getAlgorithm());
        assertEquals(KEY.getKeyID(), token.getHeader().getKeyID());
        var claims = token.getJWTClaimsSet().getClaims();
        assertEquals(Set.of("iss", "aud", "tenant", "sub", "sid", "epoch", "iat", "exp"), claims.keySet());
        assertEquals(List.of("parley"), claims.get("aud"));
        assertEquals(3L, claims.get("epoch"));
    }

    @Test
    void checksExpiryOnEachUseOfAKnownToken() {
        var token = platform.token("acme", "alice");
        verified(platform.authenticator.authenticateToken(token));
        platform.pass(HOUR.minusSeconds(1));
        verified(platform.authenticator.authenticateToken(token));
        platform.pass(Duration.ofSeconds(1));
        assertRefused("token-expired", token);
    }

    @Test
    void checksTheEpochOnEachUseOfAKnownToken() {
        var token = platform.token("acme", "alice");
        verified(platform.authenticator.authenticateToken(token));
        platform.user("acme", "alice", 2, UserStatus.ACTIVE, 1);
        assertRefused("token-revoked", token);
        verified(platform.authenticator.authenticateToken(platform.token("acme", "alice")));
    }

    @Test
    void refusesATokenWhoseSessionWasCutAndNoOther() {
        var session = platform.session("acme", "alice", null);
        var token = platform.identity.tokens().mint(session).token();
        var other = platform.token("acme", "alice");
        verified(platform.authenticator.authenticateToken(token));
        platform.user("acme", "alice", 2, UserStatus.ACTIVE, 0, "another", session.id());
        assertRefused("token-revoked", token);
        verified(platform.authenticator.authenticateToken(other));
        platform.user("acme", "alice", 3, UserStatus.ACTIVE, 0);
        verified(platform.authenticator.authenticateToken(token));
    }

    @Test
    void checksTheStatusOnEachUseOfAKnownToken() {
        var token = platform.token("acme", "alice");
        verified(platform.authenticator.authenticateToken(token));
        platform.user("acme", "alice", 2, UserStatus.DEACTIVATED, 0);
        assertRefused("actor-inactive", token);
    }

    @Test
    void refusesAGenuineTokenOfAUserWhoIsNotThere() {
        assertRefused("token-revoked", platform.token("acme", "nobody"));
        assertRefused("token-revoked", platform.token("acme", "mallory"));
    }

    @Test
    void waitsForAUserWhoWasCreatedAMomentAgo() throws InterruptedException {
        var token = platform.token("acme", "newcomer");
        var creation = Thread.ofVirtual().start(() -> platform.user("acme", "newcomer", 1, UserStatus.ACTIVE, 0));
        verified(platform.authenticator.authenticateToken(token));
        creation.join();
    }

    @Test
    void toleratesAClockThatIsAMinuteAhead() {
        var soon =
                platform.claims("parley").issueTime(Date.from(platform.instant().plusSeconds(59)));
        verified(platform.authenticator.authenticateToken(signed(soon.build())));
        var later =
                platform.claims("parley").issueTime(Date.from(platform.instant().plusSeconds(62)));
        assertRefused("token-invalid", signed(later.build()));
    }

    @Test
    void showsPublicKeysOnly() {
        var jwks = platform.identity.tokens().jwksJson();
        assertTrue(jwks.contains(KEY.getKeyID()));
        assertFalse(jwks.contains("\"d\""), jwks);
        assertFalse(jwks.contains(KEY.getD().toString()));
    }

    static Stream<Arguments> hostileTokens() throws JOSEException {
        var platform = new IdentityFixture();
        var good = platform.claims("parley").build();
        var table = new LinkedHashMap<String, String>();
        putHostileForms(table, good);
        putHostileSignatures(
                table, good, platform.claims("parley").subject("bob").build());
        putHostileClaims(table, platform);
        return table.entrySet().stream().map(it -> Arguments.of(it.getKey(), it.getValue()));
    }

    private static void putHostileForms(Map<String, String> table, JWTClaimsSet good) {
        table.put("nothing", "");
        table.put("two dots", "..");
        table.put("a word", "token");
        table.put("a megabyte", "A".repeat(1_000_000));
        table.put("four parts", signed(good) + ".x");
        table.put("a space before", " " + signed(good));
        table.put("a line end after", signed(good) + "\n");
        table.put("padding", signed(good) + "=");
        table.put("junk that base64 decoders skip", signed(good).replaceFirst("\\.", "*."));
    }

    private static void putHostileSignatures(Map<String, String> table, JWTClaimsSet good, JWTClaimsSet others)
            throws JOSEException {
        var es256 = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(KEY.getKeyID());
        table.put("alg none", new PlainJWT(good).serialize());
        table.put("alg none with a signature", header("{\"alg\":\"none\",\"kid\":\"" + KEY.getKeyID() + "\"}", good));
        table.put("alg in lower case", header("{\"alg\":\"es256\",\"kid\":\"" + KEY.getKeyID() + "\"}", good));
        table.put("no alg", header("{\"kid\":\"" + KEY.getKeyID() + "\"}", good));
        table.put("HS256 with the public key as secret", hs256(good));
        table.put("RS256", rs256(good));
        table.put("no kid", signed(new JWSHeader(JWSAlgorithm.ES256), good, KEY));
        table.put("foreign key under our kid", signed(es256.build(), good, FOREIGN_KEY));
        table.put(
                "foreign kid",
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.ES256)
                                .keyID(FOREIGN_KEY.getKeyID())
                                .build(),
                        good,
                        FOREIGN_KEY));
        table.put(
                "a key brought along",
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.ES256)
                                .jwk(FOREIGN_KEY.toPublicJWK())
                                .build(),
                        good,
                        FOREIGN_KEY));
        table.put(
                "a critical header",
                signed(es256.criticalParams(Set.of("x")).customParam("x", 1).build(), good, KEY));
        table.put("a signature of zeros", signed(good).replaceFirst("[^.]+$", "A".repeat(86)));
        table.put("another's claims", swapped(good, others));
        table.put("no signature", signed(good).replaceFirst("[^.]+$", ""));
    }

    private static void putHostileClaims(Map<String, String> table, IdentityFixture platform) {
        table.put("a ticket", signed(platform.claims("parley-socket").build()));
        table.put(
                "two audiences",
                signed(platform.claims("parley")
                        .audience(List.of("parley", "x"))
                        .build()));
        table.put("no audience", signed(without(platform, "aud")));
        table.put(
                "another issuer",
                signed(platform.claims("parley").issuer("https://evil.example").build()));
        for (var claim : List.of("iss", "tenant", "sub", "sid", "epoch", "iat", "exp")) {
            table.put("no " + claim, signed(without(platform, claim)));
        }
        table.put(
                "an epoch below 0",
                signed(platform.claims("parley").claim("epoch", -1).build()));
        table.put(
                "an epoch in words",
                signed(platform.claims("parley").claim("epoch", "0").build()));
        table.put(
                "a tenant that is a list",
                signed(platform.claims("parley")
                        .claim("tenant", List.of("acme"))
                        .build()));
        table.put(
                "a blank tenant",
                signed(platform.claims("parley").claim("tenant", " ").build()));
        table.put(
                "an expiry before its issue",
                signed(platform.claims("parley")
                        .expirationTime(Date.from(Instant.EPOCH))
                        .build()));
        table.put(
                "an expiry in words",
                signed(platform.claims("parley").claim("exp", "never").build()));
        table.put(
                "more than 4 KiB",
                signed(platform.claims("parley").claim("x", "x".repeat(4_096)).build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileTokens")
    void refusesHostileTokens(String what, String token) {
        assertEquals(Optional.of("token-invalid"), refusal(platform.authenticator.authenticateToken(token)), what);
        assertEquals(Optional.of("token-invalid"), refusal(platform.authenticator.redeemTicket(token)), what);
    }

    private void assertRefused(String code, String token) {
        assertEquals(Optional.of(code), refusal(platform.authenticator.authenticateToken(token)));
    }

    private static JWTClaimsSet without(IdentityFixture platform, String claim) {
        return platform.claims("parley").claim(claim, null).build();
    }

    /** A header of our own making over genuine claims, with a genuine signature of another header. */
    private static String header(String json, JWTClaimsSet claims) {
        var header = Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
        return signed(claims).replaceFirst("^[^.]+", header);
    }

    private static String swapped(JWTClaimsSet genuine, JWTClaimsSet other) {
        var signature = signed(genuine).replaceFirst(".*\\.", "");
        return signed(other).replaceFirst("[^.]+$", signature);
    }

    private static String hs256(JWTClaimsSet claims) throws JOSEException {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(KEY.getKeyID()).build(), claims);
        token.sign(new MACSigner(KEY.toECPublicKey().getEncoded()));
        return token.serialize();
    }

    private static String rs256(JWTClaimsSet claims) throws JOSEException {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY.getKeyID()).build(), claims);
        token.sign(new RSASSASigner(new RSAKeyGenerator(2048).generate()));
        return token.serialize();
    }
}
