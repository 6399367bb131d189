package dev.parley.topologies.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Accepted;
import dev.parley.schemas.CreateUser;
import dev.parley.schemas.Outcome;
import dev.parley.schemas.Rejected;
import dev.parley.schemas.ReplyAddress;
import dev.parley.schemas.SetUserStatus;
import dev.parley.schemas.UpdateUser;
import dev.parley.schemas.User;
import dev.parley.schemas.UserAction;
import dev.parley.schemas.UserStatus;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.topologies.machine.Machine;
import dev.parley.topologies.machine.Output;
import dev.parley.topologies.store.InMemoryKeyValues;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserMachineTest {
    private static final long NOW = 1_700_000_000_000L;

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final AvroReader<User> users = new AvroReader<>(registry, User.getClassSchema());
    private final AvroReader<Outcome> outcomes = new AvroReader<>(registry, Outcome.getClassSchema());
    private final Machine<UserAction> machine = UserMachine.factory(registry).apply(new InMemoryKeyValues());

    @Test
    void createsAUserOnce() {
        var first = send("al", "1", named("Al"));
        var again = send("al", "1", named("Al"));
        var other = send("al", "2", named("Al"));

        assertEquals(1, user(first).getVersion());
        assertEquals(2, first.size());
        assertEquals(1, again.size(), "only an outcome");
        assertEquals(accepted(first), accepted(again));
        assertEquals("user-exists", rejected(other).getCode());
    }

    @Test
    void refusesAnotherBodyUnderTheSameActionId() {
        send("al", "1", named("Al"));
        assertEquals(
                "action-id-reused", rejected(send("al", "1", named("Alan"))).getCode());
    }

    @Test
    void changesNamedFieldsOnlyAndCountsVersions() {
        send(
                "al",
                "1",
                CreateUser.newBuilder()
                        .setName("Al")
                        .setAvatarUrl("https://a/b")
                        .build());
        var renamed = send(
                "al",
                "2",
                UpdateUser.newBuilder()
                        .setFields(List.of("name"))
                        .setName("Alan")
                        .build());
        var cleared = send(
                "al",
                "3",
                UpdateUser.newBuilder().setFields(List.of("avatarUrl")).build());

        assertEquals("https://a/b", user(renamed).getAvatarUrl());
        assertEquals("Alan", user(cleared).getName());
        assertNull(user(cleared).getAvatarUrl());
        assertEquals(3, user(cleared).getVersion());
    }

    @Test
    void voidsTokensWhenAUserIsStopped() {
        send("al", "1", named("Al"));
        var stopped = send("al", "2", new SetUserStatus(UserStatus.DEACTIVATED));
        var again = send("al", "3", new SetUserStatus(UserStatus.ACTIVE));

        assertEquals(1, user(stopped).getTokenEpoch());
        assertEquals(1, user(again).getTokenEpoch());
        assertEquals(UserStatus.ACTIVE, user(again).getStatus());
    }

    @Test
    void knowsNobodyWhoWasNotCreated() {
        var update =
                UpdateUser.newBuilder().setFields(List.of("name")).setName("Al").build();
        assertEquals("user-not-found", rejected(send("al", "1", update)).getCode());
    }

    @Test
    void turnsADefectIntoAnAnswerAndChangesNothing() {
        send("al", "1", named("Al"));
        var decision = machine.apply(
                action(
                        "al",
                        "2",
                        UpdateUser.newBuilder().setFields(List.of("shoe-size")).build()),
                NOW);

        assertTrue(decision.defect().isPresent());
        assertEquals("internal", rejected(decision.outputs()).getCode());
        assertEquals(
                2, user(send("al", "3", new SetUserStatus(UserStatus.ACTIVE))).getVersion());
    }

    private static CreateUser named(String name) {
        return CreateUser.newBuilder().setName(name).build();
    }

    private List<Output> send(String user, String id, Object body) {
        return machine.apply(action(user, id, body), NOW).outputs();
    }

    private static UserAction action(String user, String id, Object body) {
        return UserAction.newBuilder()
                .setTenant("acme")
                .setUser(user)
                .setActionId(id)
                .setReplyTo(new ReplyAddress("edge-1", 0, 1L))
                .setBody(body)
                .build();
    }

    private User user(List<Output> outputs) {
        return users.read(outputs.getFirst().bytes());
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
