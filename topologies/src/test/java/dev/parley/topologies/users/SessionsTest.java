package dev.parley.topologies.users;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Accepted;
import dev.parley.schemas.CreateUser;
import dev.parley.schemas.OpenSession;
import dev.parley.schemas.Outcome;
import dev.parley.schemas.Rejected;
import dev.parley.schemas.ReplyAddress;
import dev.parley.schemas.RevokeSession;
import dev.parley.schemas.RevokeSessions;
import dev.parley.schemas.Session;
import dev.parley.schemas.SetUserStatus;
import dev.parley.schemas.UpdateUser;
import dev.parley.schemas.User;
import dev.parley.schemas.UserAction;
import dev.parley.schemas.UserStatus;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.topics.Keys;
import dev.parley.topologies.machine.Machine;
import dev.parley.topologies.machine.Output;
import dev.parley.topologies.state.UserStatusV1;
import dev.parley.topologies.state.UserV1;
import dev.parley.topologies.store.InMemoryKeyValues;
import dev.parley.topologies.store.StateCodec;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tokens of users. */
class SessionsTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final AvroReader<Session> sessions = new AvroReader<>(registry, Session.getClassSchema());
    private final AvroReader<User> users = new AvroReader<>(registry, User.getClassSchema());
    private final AvroReader<Outcome> outcomes = new AvroReader<>(registry, Outcome.getClassSchema());
    private final InMemoryKeyValues state = new InMemoryKeyValues();
    private final Machine<UserAction> machine = UserMachine.factory(registry).apply(state);
    private long now = NOW;
    private int actions;

    @Test
    void writesASessionUnderItsUser() {
        create("al");
        var written = send("al", open("s1", HOUR));
        assertEquals(2, written.size());
        assertArrayEquals(Keys.of("acme", "al", "s1"), written.getFirst().key());
        assertEquals(
                Session.newBuilder()
                        .setTenant("acme")
                        .setUser("al")
                        .setId("s1")
                        .setDevice("phone")
                        .setCreatedAt(Instant.ofEpochMilli(NOW))
                        .setExpiresAt(Instant.ofEpochMilli(NOW + HOUR))
                        .setVersion(1)
                        .setUpdatedAt(Instant.ofEpochMilli(NOW))
                        .build(),
                session(written.getFirst()));
        assertArrayEquals(
                written.getFirst().bytes(), accepted(written).getRecord().array());
        assertEquals(1, accepted(written).getLastSeq());
        assertEquals(2, session(send("al", open("s2", HOUR)).getFirst()).getVersion());
    }

    @Test
    void givesARetryTheSessionOfItsFirstAnswer() {
        create("al");
        var first = send("al", "k", open("s1", HOUR));
        now += 1000;
        var retry = send("al", "k", open("s2", HOUR));
        assertEquals(1, retry.size(), "only an outcome");
        assertEquals(accepted(first), accepted(retry));
        var other = OpenSession.newBuilder(open("s3", HOUR)).setDevice("desk").build();
        assertEquals("action-id-reused", rejected(send("al", "k", other)).getCode());
        var longer = OpenSession.newBuilder(open("s3", HOUR)).setTtlSeconds(7).build();
        assertEquals("action-id-reused", rejected(send("al", "k", longer)).getCode());
    }

    @Test
    void cutsOneSession() {
        create("al");
        send("al", open("s1", HOUR));
        send("al", open("s2", HOUR));
        now += 1000;
        var written = send("al", new RevokeSession("s1"));
        assertEquals(3, written.size());
        var cut = session(written.getFirst());
        assertEquals(Instant.ofEpochMilli(now), cut.getRevokedAt());
        assertEquals(3, cut.getVersion());
        var user = user(written.get(1));
        assertEquals("s1", user.getRevokedSessions().getFirst().getId());
        assertEquals(
                Instant.ofEpochMilli(NOW + HOUR),
                user.getRevokedSessions().getFirst().getExpiresAt());
        assertEquals(2, user.getVersion());
        assertEquals(2, accepted(written).getLastSeq());
        assertArrayEquals(written.get(1).bytes(), accepted(written).getRecord().array());

        var again = send("al", new RevokeSession("s1"));
        assertEquals(1, again.size(), "only an outcome");
        assertEquals(2, accepted(again).getLastSeq());
        assertEquals(
                "session-not-found",
                rejected(send("al", new RevokeSession("s3"))).getCode());
        assertEquals(
                "session-not-found",
                rejected(send("bo", new RevokeSession("s2"))).getCode());
    }

    @Test
    void keepsCutSessionsWhenTheUserChanges() {
        create("al");
        send("al", open("s1", HOUR));
        send("al", new RevokeSession("s1"));
        var renamed = user(send(
                        "al",
                        UpdateUser.newBuilder()
                                .setFields(List.of("name"))
                                .setName("Alan")
                                .build())
                .getFirst());
        assertEquals(1, renamed.getRevokedSessions().size());
        var stopped = user(send("al", new SetUserStatus(UserStatus.DEACTIVATED)).getFirst());
        assertEquals(List.of(), stopped.getRevokedSessions(), "the epoch voids them all");
        assertEquals(1, stopped.getTokenEpoch());
        assertEquals("user-inactive", rejected(send("al", open("s2", HOUR))).getCode());
    }

    @Test
    void cutsAllSessions() {
        create("al");
        send("al", open("s1", HOUR));
        send("al", open("s2", HOUR));
        send("al", new RevokeSession("s1"));
        var written = send("al", new RevokeSessions());
        assertEquals(2, written.size());
        var user = user(written.getFirst());
        assertEquals(1, user.getTokenEpoch());
        assertEquals(List.of(), user.getRevokedSessions());
        assertEquals(
                "session-not-found",
                rejected(send("al", new RevokeSession("s2"))).getCode());
        var next = session(send("al", open("s3", HOUR)).getFirst());
        assertEquals(1, next.getTokenEpoch());
        accepted(send("al", new RevokeSession("s3")));
    }

    @Test
    void forgetsExpiredSessionsAFewWithEachAction() {
        create("al");
        for (var i = 0; i < 10; i++) {
            send("al", open("s" + i, HOUR));
        }
        send("al", open("long", 3 * HOUR));
        assertEquals(11, entries('E'));
        now += HOUR - 1;
        send("bo", new RevokeSession("x"));
        assertEquals(11, entries('E'));
        now += 1;
        // What is refused has changed nothing, and so purges nothing.
        send("bo", new RevokeSession("x"));
        assertEquals(11, entries('E'));
        create("bo");
        assertEquals(7, entries('E'));
        create("cy");
        create("di");
        assertEquals(1, entries('E'));
        assertEquals(1, entries('Y'));
        now += 2 * HOUR;
        create("ed");
        assertEquals(0, entries('E'));
        assertEquals(0, entries('Y'));
        assertEquals(12, session(send("al", open("new", HOUR)).getFirst()).getVersion(), "goes on counting");
        assertEquals(1, entries('E'));
    }

    @Test
    void findsNoExpiredSessionWhetherItWasPurgedOrNot() {
        create("al");
        for (var i = 0; i < 6; i++) {
            send("al", open("s" + i, HOUR));
        }
        now += HOUR;
        create("bo");
        assertEquals(2, entries('E'));
        for (var i = 0; i < 6; i++) {
            assertEquals(
                    "session-not-found",
                    rejected(send("al", new RevokeSession("s" + i))).getCode());
        }
        assertEquals(7, session(send("al", open("s5", HOUR)).getFirst()).getVersion());
        create("cy");
        create("di");
        assertEquals(1, entries('E'), "the index entry of the first s5 does not end the second");
        accepted(send("al", new RevokeSession("s5")));
    }

    @Test
    void readsUsersThatTheFirstVersionWrote() {
        var before = new UserV1(
                "acme",
                "al",
                "Al",
                null,
                "default",
                List.of("vip"),
                null,
                UserStatusV1.ACTIVE,
                3,
                8L,
                NOW - 9,
                NOW - 5);
        var key = Keys.of("acme", "al");
        state.put(
                ByteBuffer.allocate(1 + key.length).put((byte) 'U').put(key).array(),
                new StateCodec<UserV1>(UserV1.getClassSchema()).write(before));
        var renamed = user(send(
                        "al",
                        UpdateUser.newBuilder()
                                .setFields(List.of("name"))
                                .setName("Alan")
                                .build())
                .getFirst());
        assertEquals(
                User.newBuilder()
                        .setTenant("acme")
                        .setId("al")
                        .setName("Alan")
                        .setTags(List.of("vip"))
                        .setTokenEpoch(3)
                        .setVersion(9)
                        .setCreatedAt(Instant.ofEpochMilli(NOW - 9))
                        .setUpdatedAt(Instant.ofEpochMilli(NOW))
                        .build(),
                renamed);
    }

    private void create(String user) {
        accepted(send(user, CreateUser.newBuilder().setName(user).build()));
    }

    private OpenSession open(String id, long forMillis) {
        return new OpenSession(id, "phone", Instant.ofEpochMilli(now + forMillis), forMillis / 1000);
    }

    private int entries(char kind) {
        return state.first(new byte[] {(byte) kind}, new byte[] {(byte) (kind + 1)}, 100)
                .size();
    }

    private List<Output> send(String user, Object body) {
        actions++;
        return send(user, "action-" + actions, body);
    }

    private List<Output> send(String user, String id, Object body) {
        var action = UserAction.newBuilder()
                .setTenant("acme")
                .setUser(user)
                .setActionId(id)
                .setReplyTo(new ReplyAddress("edge-1", 0, 1L))
                .setBody(body)
                .build();
        var decision = machine.apply(action, now);
        assertTrue(decision.defect().isEmpty(), () -> decision.defect().toString());
        return decision.outputs();
    }

    private Session session(Output output) {
        assertEquals("sink-sessions", output.sink());
        assertEquals(Output.SAME, output.partition());
        return sessions.read(output.bytes());
    }

    private User user(Output output) {
        assertEquals("sink-users", output.sink());
        return users.read(output.bytes());
    }

    private Accepted accepted(List<Output> outputs) {
        return assertInstanceOf(
                Accepted.class, outcomes.read(outputs.getLast().bytes()).getResult());
    }

    private Rejected rejected(List<Output> outputs) {
        return assertInstanceOf(
                Rejected.class, outcomes.read(outputs.getLast().bytes()).getResult());
    }
}
