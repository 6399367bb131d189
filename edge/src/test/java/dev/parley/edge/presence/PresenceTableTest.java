package dev.parley.edge.presence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.edge.ShownTail;
import dev.parley.edge.presence.KnownPresence.Devices;
import dev.parley.schemas.Presence;
import dev.parley.schemas.PresenceChoice;
import dev.parley.schemas.PresenceState;
import dev.parley.schemas.PresentDevice;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class PresenceTableTest {
    private static final Instant AT = Instant.parse("2026-11-27T10:00:00.123Z");
    private static final Instant FAR = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final int MANY = 100_000;
    private static final List<PresenceState> STATES = List.of(PresenceState.values());
    private static final List<PresenceChoice> CHOICES = List.of(PresenceChoice.values());

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final AvroWriter<Presence> writer = new AvroWriter<>(registry, "presence", Presence.getClassSchema());
    private final ShownTail tail = new ShownTail();
    private final PresenceTable table = new PresenceTable(tail, registry);

    private static Presence.Builder presence(String tenant, String user, PresenceState state, long version) {
        return Presence.newBuilder()
                .setTenant(tenant)
                .setUser(user)
                .setState(state)
                .setVersion(version)
                .setUpdatedAt(AT);
    }

    private void show(Presence presence) {
        tail.show(Keys.of(presence.getTenant(), presence.getUser()), writer.write(presence));
    }

    @Test
    void keepsAllThatIsShown() {
        show(presence("acme", "ann", PresenceState.BUSY, 7)
                .setChoice(PresenceChoice.BUSY)
                .setText("In a \uD83D\uDEC1 meeting")
                .setUntil(FAR)
                .setLastActiveAt(AT)
                .setDevices(List.of(
                        new PresentDevice("phone", "s1", true, AT), new PresentDevice("laptop", "s2", false, AT)))
                .build());
        assertEquals(
                new KnownPresence(
                        PresenceState.BUSY, PresenceChoice.BUSY, "In a \uD83D\uDEC1 meeting", FAR, AT, Devices.ACTIVE),
                table.find("acme", "ann"));
    }

    @Test
    void knowsWhetherAllDevicesAreIdle() {
        show(presence("acme", "ann", PresenceState.AWAY, 7)
                .setDevices(List.of(new PresentDevice("phone", "s1", true, AT)))
                .build());
        assertEquals(Devices.IDLE, table.find("acme", "ann").devices());
    }

    @Test
    void takesWhoWasNeverThereAndWhoDoesNotExistForTheSame() {
        show(presence("acme", "ann", PresenceState.ONLINE, 7).build());
        assertEquals(KnownPresence.NEVER, table.find("acme", "bob"));
        assertEquals(KnownPresence.NEVER, table.find("globex", "ann"));
    }

    @Test
    void letsTheNewestVersionWinWhateverTheOrder() {
        show(presence("acme", "ann", PresenceState.ONLINE, 7).build());
        show(presence("acme", "ann", PresenceState.OFFLINE, 6).build());
        assertEquals(PresenceState.ONLINE, table.find("acme", "ann").state());
        show(presence("acme", "ann", PresenceState.AWAY, 8).build());
        assertEquals(PresenceState.AWAY, table.find("acme", "ann").state());
    }

    @Test
    void forgetsWhoIsErased() {
        show(presence("acme", "ann", PresenceState.ONLINE, 7).build());
        tail.show(Keys.of("acme", "ann"), null);
        tail.show(Keys.of("acme", "bob"), null);
        tail.show("no-slash".getBytes(UTF_8), null);
        assertEquals(KnownPresence.NEVER, table.find("acme", "ann"));
    }

    @Test
    void passesOverWhatIsNoRecordOfItsKey() {
        tail.show(
                null,
                writer.write(presence("acme", "ann", PresenceState.ONLINE, 1).build()));
        tail.show(
                Keys.of("globex", "ann"),
                writer.write(presence("acme", "ann", PresenceState.ONLINE, 1).build()));
        tail.show(Keys.of("acme", "ann"), new byte[] {1, 2, 3});
        assertEquals(KnownPresence.NEVER, table.find("acme", "ann"));
        assertEquals(KnownPresence.NEVER, table.find("globex", "ann"));
        assertTrue(table.isComplete());
    }

    @Test
    void leavesOutATextThatNoEdgeWouldTake() {
        show(presence("acme", "ann", PresenceState.ONLINE, 1)
                .setText("x".repeat(70_000))
                .build());
        assertNull(table.find("acme", "ann").text());
    }

    @Test
    void tellsOfChangesAndWhetherAnybodySeesThem() {
        var told = new ArrayList<String>();
        table.onChange(
                change -> told.add(change.user() + " " + change.isSeenByOthers() + " " + change.isSeenByOneself()));
        show(presence("acme", "ann", PresenceState.ONLINE, 1).build());
        show(presence("acme", "ann", PresenceState.ONLINE, 2)
                .setLastActiveAt(AT)
                .build());
        show(presence("acme", "ann", PresenceState.ONLINE, 2).setText("again").build());
        show(presence("acme", "ann", PresenceState.OFFLINE, 3)
                .setChoice(PresenceChoice.INVISIBLE)
                .build());
        show(presence("acme", "ann", PresenceState.OFFLINE, 4)
                .setChoice(PresenceChoice.INVISIBLE)
                .setText("hidden")
                .build());
        show(presence("acme", "ann", PresenceState.OFFLINE, 5).build());
        tail.show(Keys.of("acme", "ann"), null);
        assertEquals(
                List.of(
                        "ann true true",
                        "ann false false",
                        "ann true true",
                        "ann false true",
                        "ann false true",
                        "ann false false"),
                told);
    }

    @Test
    void holdsWhileTheTailIsConnected() {
        assertTrue(table.isCurrent());
        tail.isConnected = false;
        assertFalse(table.isCurrent());
    }

    @Test
    void knowsWhatAMapWouldKnow() {
        var seed = ThreadLocalRandom.current().nextLong();
        var random = new Random(seed);
        var expected = new HashMap<String, Presence>();
        for (var step = 0; step < 20_000; step++) {
            var user = "u" + random.nextInt(500);
            var next = presence("acme", user, STATES.get(random.nextInt(STATES.size())), random.nextInt(1_000))
                    .setChoice(CHOICES.get(random.nextInt(CHOICES.size())))
                    .setText(random.nextBoolean() ? null : "t".repeat(random.nextInt(200)))
                    .setUntil(random.nextBoolean() ? null : Instant.ofEpochMilli(random.nextLong(1L << 47)))
                    .setLastActiveAt(random.nextBoolean() ? null : Instant.ofEpochMilli(random.nextLong(1L << 47)))
                    .build();
            show(next);
            expected.merge(user, next, (known, other) -> other.getVersion() > known.getVersion() ? other : known);
        }
        expected.forEach((user, presence) -> {
            var known = table.find("acme", user);
            assertEquals(presence.getState(), known.state(), "seed " + seed);
            assertEquals(presence.getChoice(), known.choice(), "seed " + seed);
            assertEquals(presence.getText(), known.text(), "seed " + seed);
            assertEquals(presence.getUntil(), known.until(), "seed " + seed);
            assertEquals(presence.getLastActiveAt(), known.lastActiveAt(), "seed " + seed);
        });
    }

    @Test
    void takesAboutFiftyBytesForAUserWhoIsOffline() {
        // The first filling loads classes, which is not the users' memory.
        assertBytesPerUser(200, i -> "user-" + i);
        assertBytesPerUser(64, i -> "user-" + i);
        assertBytesPerUser(92, i -> new UUID(i, i * 31L).toString());
    }

    private void assertBytesPerUser(int bound, IntFunction<String> id) {
        var before = usedBytes();
        var filledTail = new ShownTail();
        var filled = new PresenceTable(filledTail, registry);
        fill(filledTail, id);
        var bytes = (usedBytes() - before) / MANY;
        // Asked afterwards, so that the table is not collected before it is weighed.
        assertEquals(PresenceState.OFFLINE, filled.find("acme", id.apply(0)).state());
        assertTrue(bytes <= bound, bytes + " bytes a user");
        assertTrue(bytes >= 30, bytes + " bytes a user cannot be right");
    }

    private void fill(ShownTail filledTail, IntFunction<String> id) {
        for (var i = 0; i < MANY; i++) {
            var user = presence("acme", id.apply(i), PresenceState.OFFLINE, 1)
                    .setLastActiveAt(AT)
                    .build();
            filledTail.show(Keys.of("acme", user.getUser()), writer.write(user));
        }
    }

    private static long usedBytes() {
        var least = Long.MAX_VALUE;
        for (var i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }
}
