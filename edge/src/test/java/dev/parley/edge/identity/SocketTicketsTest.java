package dev.parley.edge.identity;

import static dev.parley.edge.identity.IdentityFixture.refusal;
import static dev.parley.edge.identity.IdentityFixture.signed;
import static dev.parley.edge.identity.IdentityFixture.verified;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.edge.identity.Caller.UserCaller;
import dev.parley.schemas.UserStatus;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SocketTicketsTest {
    private final IdentityFixture platform = new IdentityFixture();
    private final UserCaller alice =
            (UserCaller) verified(platform.authenticator.authenticateToken(platform.token("acme", "alice")));

    @Test
    void letsTheCallerInAsTheOneWhoTheyWere() {
        var issued = platform.identity.tickets().issue(alice);
        assertEquals(alice, verified(platform.authenticator.redeemTicket(issued.ticket())));
        assertFalse(issued.toString().contains(issued.ticket()));
    }

    @Test
    void letsNobodyInTwice() {
        var ticket = platform.identity.tickets().issue(alice).ticket();
        verified(platform.authenticator.redeemTicket(ticket));
        assertRefused(ticket);
    }

    @Test
    void letsOneOfManyInAtOnce() throws InterruptedException {
        var ticket = platform.identity.tickets().issue(alice).ticket();
        var gate = new CountDownLatch(1);
        var let = new AtomicInteger();
        var threads = IntStream.range(0, 20)
                .mapToObj(_ -> Thread.ofVirtual().start(() -> {
                    awaitQuietly(gate);
                    if (refusal(platform.authenticator.redeemTicket(ticket)).isEmpty()) {
                        let.incrementAndGet();
                    }
                }))
                .toList();
        gate.countDown();
        for (var thread : threads) {
            thread.join();
        }
        assertEquals(1, let.get());
    }

    @Test
    void expiresAfterAMinute() {
        var early = platform.identity.tickets().issue(alice);
        var late = platform.identity.tickets().issue(alice);
        platform.pass(Duration.ofSeconds(58));
        verified(platform.authenticator.redeemTicket(early.ticket()));
        platform.pass(Duration.ofSeconds(2));
        assertRefused(late.ticket());
        assertFalse(late.expiresAt().isAfter(platform.instant()));
    }

    @Test
    void letsNobodyInWhoMayNotActAnyMore() {
        var ticket = platform.identity.tickets().issue(alice).ticket();
        platform.user("acme", "alice", 2, UserStatus.ACTIVE, 1);
        assertEquals(Optional.of("token-revoked"), refusal(platform.authenticator.redeemTicket(ticket)));
    }

    @Test
    void letsNobodyInWhoseSessionWasCut() {
        var ticket = platform.identity.tickets().issue(alice).ticket();
        platform.user("acme", "alice", 2, UserStatus.ACTIVE, 0, alice.session());
        assertEquals(Optional.of("token-revoked"), refusal(platform.authenticator.redeemTicket(ticket)));
    }

    @Test
    void isNoToken() {
        var ticket = platform.identity.tickets().issue(alice).ticket();
        assertEquals(Optional.of("token-invalid"), refusal(platform.authenticator.authenticateToken(ticket)));
    }

    static Stream<Arguments> hostileTickets() {
        var platform = new IdentityFixture();
        var end = platform.instant().plusSeconds(3600).getEpochSecond();
        return Stream.of(
                Arguments.of("a user token", platform.token("acme", "alice")),
                Arguments.of(
                        "no id",
                        signed(platform.claims("parley-socket")
                                .claim("session_exp", end)
                                .build())),
                Arguments.of(
                        "no end of its session",
                        signed(platform.claims("parley-socket").jwtID("j").build())),
                Arguments.of(
                        "an end in words",
                        signed(platform.claims("parley-socket")
                                .jwtID("j")
                                .claim("session_exp", "never")
                                .build())),
                Arguments.of(
                        "issued tomorrow",
                        signed(platform.claims("parley-socket")
                                .jwtID("j")
                                .claim("session_exp", end)
                                .issueTime(Date.from(platform.instant().plusSeconds(86_400)))
                                .expirationTime(Date.from(platform.instant().plusSeconds(86_460)))
                                .build())),
                Arguments.of("nothing", ""),
                Arguments.of("a word", "ticket"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileTickets")
    void refusesHostileTickets(String what, String ticket) {
        assertEquals(Optional.of("token-invalid"), refusal(platform.authenticator.redeemTicket(ticket)), what);
    }

    @Test
    void forgetsUsedTicketsOnceTheyHaveExpired() {
        var redeemed = new InMemoryRedeemedTickets(platform);
        for (var i = 0; i < 1_000; i++) {
            assertTrue(redeemed.redeem("t" + i, platform.instant().plusSeconds(60)));
            platform.pass(Duration.ofSeconds(1));
        }
        assertTrue(redeemed.size() < 80, redeemed.size() + " are remembered");
        assertFalse(redeemed.redeem("t999", platform.instant().plusSeconds(60)));
    }

    private void assertRefused(String ticket) {
        assertEquals(Optional.of("token-invalid"), refusal(platform.authenticator.redeemTicket(ticket)));
    }

    private static void awaitQuietly(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
