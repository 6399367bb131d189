package dev.parley.edge.directory;

import static dev.parley.edge.directory.UserRecords.BORN;
import static dev.parley.edge.directory.UserRecords.record;
import static dev.parley.edge.directory.UserRecords.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.edge.directory.UserDirectory.UserFacts;
import dev.parley.schemas.RevokedSession;
import dev.parley.schemas.User;
import dev.parley.schemas.UserStatus;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.topics.Keys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KafkaUserDirectoryTest {
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final KafkaUserDirectory directory = new KafkaUserDirectory(registry);

    @Test
    void foldsUsersFromTheirTopic() {
        var user = User.newBuilder(user("acme", "alice", 3))
                .setRole("agent")
                .setStatus(UserStatus.DEACTIVATED)
                .setTokenEpoch(7)
                .build();
        directory.onUser(record(registry, user));
        assertEquals(
                Optional.of(new UserFacts(UserStatus.DEACTIVATED, "agent", 7, Set.of(), BORN, 3)),
                directory.find("acme", "alice"));
    }

    @Test
    void keepsTheSessionsThatWereCut() {
        var first = UUID.randomUUID().toString();
        var second = UUID.randomUUID().toString();
        directory.apply(withRevoked(1, "default", first, second));
        directory.apply(user("acme", "bob", 1));
        assertEquals(
                Set.of(first, second),
                directory.find("acme", "alice").orElseThrow().revokedSessions());
        assertEquals("default", directory.find("acme", "alice").orElseThrow().role());
        directory.apply(withRevoked(2, "agent", second));
        var facts = directory.find("acme", "alice").orElseThrow();
        assertEquals(Set.of(second), facts.revokedSessions());
        assertEquals("agent", facts.role());
        assertTrue(facts.isRevoked(second, 0));
        assertFalse(facts.isRevoked(first, 0));
        directory.apply(withRevoked(3, "agent"));
        assertEquals(Set.of(), directory.find("acme", "alice").orElseThrow().revokedSessions());
        assertEquals(3, directory.find("acme", "alice").orElseThrow().version());
    }

    @Test
    void needsNoMemoryForThoseOfWhomNoSessionWasCut() {
        var none = PackedUser.pack(withRevoked(1, "default"));
        var one = PackedUser.pack(withRevoked(1, "default", UUID.randomUUID().toString()));
        assertEquals(40, one.length - none.length);
        assertEquals(PackedUser.pack(user("acme", "alice", 1)).length, none.length);
    }

    private static User withRevoked(long version, String role, String... sessions) {
        return User.newBuilder(user("acme", "alice", version))
                .setRole(role)
                .setRevokedSessions(Stream.of(sessions)
                        .map(session -> new RevokedSession(session, BORN))
                        .toList())
                .build();
    }

    @Test
    void keepsTenantsApart() {
        directory.apply(user("acme", "alice", 1));
        assertTrue(directory.find("acme", "alice").isPresent());
        assertTrue(directory.find("other", "alice").isEmpty());
        assertTrue(directory.find("acme", "Alice").isEmpty());
    }

    @Test
    void keepsTheNewestVersionWhateverTheOrder() {
        directory.apply(user("acme", "alice", 5));
        directory.apply(user("acme", "alice", 4));
        directory.onUser(record(registry, user("acme", "alice", 5)));
        assertEquals(5, directory.find("acme", "alice").orElseThrow().version());
        directory.onUser(record(registry, user("acme", "alice", 6)));
        assertEquals(6, directory.find("acme", "alice").orElseThrow().version());
    }

    @Test
    void forgetsAUserWhoseRecordIsATombstone() {
        directory.apply(user("acme", "alice", 5));
        directory.onUser(record(Keys.of("acme", "alice"), null));
        directory.onUser(record(Keys.of("acme", "nobody"), null));
        directory.onUser(record(Keys.of("nowhere", "nobody"), null));
        assertTrue(directory.find("acme", "alice").isEmpty());
        directory.apply(user("acme", "alice", 1));
        assertEquals(1, directory.find("acme", "alice").orElseThrow().version());
    }

    @Test
    void passesOverWhatIsNoUser() {
        var alice = record(registry, user("acme", "alice", 1));
        directory.onUser(record(null, alice.value()));
        directory.onUser(record(Keys.of("acme", "bob"), alice.value()));
        directory.onUser(record(Keys.of("other", "alice"), alice.value()));
        directory.onUser(record(Keys.of("acme", "alice"), new byte[] {1, 2, 3}));
        directory.onUser(record(Keys.of("acme", "alice"), new byte[0]));
        directory.onUser(record(new byte[] {(byte) 0xFF}, null));
        for (var id : new String[] {"alice", "bob"}) {
            assertTrue(directory.find("acme", id).isEmpty(), id);
        }
        assertTrue(directory.find("other", "alice").isEmpty());
    }

    @Test
    void waitsForAUserWhoArrivesAMomentLater() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = CompletableFuture.supplyAsync(
                    () -> directory.await("acme", "alice", Duration.ofSeconds(30)), threads);
            directory.apply(user("acme", "bob", 1));
            assertFalse(waiting.isDone());
            directory.onUser(record(registry, user("acme", "alice", 1)));
            assertTrue(waiting.get(10, TimeUnit.SECONDS).isPresent());
        }
    }

    @Test
    void stopsWaitingWhenTheTimeIsOver() {
        assertTrue(directory.await("acme", "alice", Duration.ofMillis(20)).isEmpty());
        assertTrue(directory.await("acme", "alice", Duration.ZERO).isEmpty());
    }

    @Test
    void missesNobodyWhileManyArriveAndMayWait() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var found = new ArrayList<CompletableFuture<Optional<UserFacts>>>();
            for (var i = 0; i < 500; i++) {
                var id = "user-" + i;
                found.add(CompletableFuture.supplyAsync(
                        () -> directory.await("acme", id, Duration.ofSeconds(30)), threads));
                threads.execute(() -> directory.apply(user("acme", id, 1)));
            }
            for (var user : found) {
                assertTrue(user.get(20, TimeUnit.SECONDS).isPresent());
            }
        }
    }
}
