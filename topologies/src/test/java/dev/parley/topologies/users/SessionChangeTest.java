package dev.parley.topologies.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.parley.schemas.OpenSession;
import dev.parley.schemas.RevokedSession;
import dev.parley.schemas.User;
import dev.parley.schemas.UserStatus;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.topologies.state.UserSession;
import dev.parley.topologies.users.SessionChange.AllRevoked;
import dev.parley.topologies.users.SessionChange.Opened;
import dev.parley.topologies.users.SessionChange.Refused;
import dev.parley.topologies.users.SessionChange.Revoked;
import dev.parley.topologies.users.SessionChange.Same;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionChangeTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final long VERSION = 7;

    /** Each line: the user's status and epoch, what stands under the id, what becomes of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            active@0      | -             | opened@0
            active@2      | -             | opened@2
            deactivated@2 | -             | user-inactive
            deleted@2     | -             | user-inactive
            -             | -             | user-not-found
            active@0      | ends@1        | action-id-reused
            active@0      | ends@0        | opened@0
            active@0      | ends@-5       | opened@0
            active@0      | ends@-5 cut@0 | opened@0
            """)
    void opensASessionOfAnActiveUser(@Nullable String user, @Nullable String known, String then) {
        var open = new OpenSession("s", "phone", at(3_600_000), 3600L);
        var change = SessionChange.open(open, user(user), session(known, 0), VERSION, NOW);
        if (then.startsWith("opened@")) {
            var opened = assertInstanceOf(Opened.class, change).session();
            var epoch = Integer.parseInt(then.substring(7));
            assertEquals(new UserSession("phone", NOW, NOW + 3_600_000, null, epoch, VERSION), opened);
        } else {
            assertEquals(new Refused(ErrorCode.find(then).orElseThrow()), change);
        }
    }

    /** Each line: the user's status and epoch, what stands under the id and its epoch, what becomes of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            active@0      | ends@5        | 0 | revoked
            active@2      | ends@5        | 2 | revoked
            active@2      | ends@5        | 1 | session-not-found
            active@0      | ends@0        | 0 | session-not-found
            active@0      | ends@-1       | 0 | session-not-found
            active@0      | -             | 0 | session-not-found
            -             | -             | 0 | session-not-found
            active@0      | ends@5 cut@-9 | 0 | same
            active@1      | ends@5 cut@-9 | 0 | session-not-found
            active@0      | ends@0 cut@-9 | 0 | session-not-found
            """)
    void cutsASessionThatHolds(@Nullable String user, @Nullable String known, int epoch, String then) {
        var before = session(known, epoch);
        var change = SessionChange.revoke("s", user(user), before, VERSION, NOW);
        switch (then) {
            case "revoked" -> {
                var revoked = assertInstanceOf(Revoked.class, change);
                assertEquals(NOW, revoked.session().getRevokedAt());
                assertEquals(VERSION, revoked.session().getVersion());
                assertEquals(
                        List.of(new RevokedSession("s", at(5))), revoked.user().getRevokedSessions());
                assertEquals(5, revoked.user().getVersion());
                assertEquals(at(0), revoked.user().getUpdatedAt());
            }
            case "same" -> assertEquals(new Same(4), change);
            default -> assertEquals(new Refused(ErrorCode.find(then).orElseThrow()), change);
        }
    }

    /** Each line: when the tokens end that are cut already, and which of them stay beside the new one. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                | -
            1 2 3            | 1 2 3
            0                | 0
            -59999 -60000 -1 | -59999 -1
            -60001 -70000    | -
            """)
    void remembersACutTokenUntilNoEdgeCanTakeItAnyMore(@Nullable String before, @Nullable String rest) {
        var user = User.newBuilder(user("active@0"))
                .setRevokedSessions(revoked(before))
                .build();
        var change = SessionChange.revoke("s", user, session("ends@5", 0), VERSION, NOW);
        var now = assertInstanceOf(Revoked.class, change).user().getRevokedSessions();
        assertEquals(revoked(rest), now.subList(0, now.size() - 1));
        assertEquals("s", now.getLast().getId());
    }

    @Test
    void refusesMoreCutTokensThanAUserMayHave() {
        var full = User.newBuilder(user("active@0"))
                .setRevokedSessions(IntStream.range(0, SessionChange.MAX_REVOKED)
                        .mapToObj(i -> new RevokedSession("r" + i, at(i)))
                        .toList())
                .build();
        assertEquals(
                new Refused(ErrorCode.REVOKED_SESSIONS_LIMIT),
                SessionChange.revoke("s", full, session("ends@5", 0), VERSION, NOW));
        assertInstanceOf(Same.class, SessionChange.revoke("s", full, session("ends@5 cut@-1", 0), VERSION, NOW));
        var later = NOW + SessionChange.LEEWAY.toMillis();
        assertInstanceOf(Revoked.class, SessionChange.revoke("s", full, session("ends@600000", 0), VERSION, later));
        var all = assertInstanceOf(AllRevoked.class, SessionChange.revokeAll(full, NOW))
                .user();
        assertEquals(1, all.getTokenEpoch());
        assertEquals(List.of(), all.getRevokedSessions());
        assertEquals(5, all.getVersion());
    }

    @Test
    void cutsNothingOfAUserWhoIsNotThere() {
        assertEquals(new Refused(ErrorCode.USER_NOT_FOUND), SessionChange.revokeAll(null, NOW));
    }

    private static List<RevokedSession> revoked(@Nullable String ends) {
        return ends == null
                ? List.of()
                : Arrays.stream(ends.split(" "))
                        .map(end -> new RevokedSession("r" + end, at(Long.parseLong(end))))
                        .toList();
    }

    private static @Nullable User user(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var parts = text.split("@");
        return User.newBuilder()
                .setTenant("acme")
                .setId("al")
                .setName("Al")
                .setStatus(UserStatus.valueOf(parts[0].toUpperCase(Locale.ROOT)))
                .setTokenEpoch(Integer.parseInt(parts[1]))
                .setVersion(4)
                .setCreatedAt(at(-1000))
                .setUpdatedAt(at(-1000))
                .build();
    }

    private static @Nullable UserSession session(@Nullable String text, int epoch) {
        if (text == null) {
            return null;
        }
        var session = UserSession.newBuilder()
                .setDevice("phone")
                .setCreatedAt(NOW - 100)
                .setExpiresAt(NOW)
                .setTokenEpoch(epoch)
                .setVersion(3);
        for (var part : text.split(" ")) {
            var at = NOW + Long.parseLong(part.substring(part.indexOf('@') + 1));
            if (part.startsWith("ends")) {
                session.setExpiresAt(at);
            } else {
                session.setRevokedAt(at);
            }
        }
        return session.build();
    }

    private static Instant at(long milliseconds) {
        return Instant.ofEpochMilli(NOW + milliseconds);
    }
}
