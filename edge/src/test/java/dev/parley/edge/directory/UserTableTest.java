package dev.parley.edge.directory;

import static dev.parley.edge.directory.PackedUser.utf8;
import static dev.parley.edge.directory.UserRecords.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class UserTableTest {
    private static final int MANY = 100_000;

    @Test
    void takesAtMostAHundredBytesAUser() {
        // The first filling loads classes, which is not the users' memory.
        filled(i -> "user-" + i);
        assertBytesPerUser(80, i -> "user-" + i);
        assertBytesPerUser(100, i -> new UUID(i, i * 31L).toString());
    }

    @Test
    void knowsWhatAMapWouldKnow() {
        var seed = ThreadLocalRandom.current().nextLong();
        var random = new Random(seed);
        var table = new UserTable();
        var expected = new HashMap<String, Long>();
        for (var step = 0; step < 50_000; step++) {
            var id = "u" + random.nextInt(2_000);
            if (random.nextInt(4) == 0) {
                table.remove(utf8(id));
                expected.remove(id);
            } else {
                var version = (long) random.nextInt(100);
                var isNewer = version > expected.getOrDefault(id, -1L);
                assertEquals(isNewer, table.put(user("acme", id, version)), "seed " + seed + ", step " + step);
                expected.merge(id, version, Math::max);
            }
        }
        for (var i = 0; i < 2_000; i++) {
            var packed = table.find(utf8("u" + i));
            var version = packed == null ? null : PackedUser.version(packed);
            assertEquals(expected.get("u" + i), version, "seed " + seed + ", user " + i);
        }
    }

    @Test
    void findsEverybodyWhileItGrows() throws InterruptedException {
        var table = new UserTable();
        table.put(user("acme", "first", 1));
        var writer = Thread.ofPlatform().start(() -> {
            for (var i = 0; i < MANY; i++) {
                table.put(user("acme", "user-" + i, 1));
            }
        });
        while (writer.isAlive()) {
            assertNotNull(table.find(utf8("first")));
            assertNull(table.find(utf8("nobody")));
        }
        writer.join();
        assertNotNull(table.find(utf8("user-" + (MANY - 1))));
    }

    private static void assertBytesPerUser(int bound, IntFunction<String> id) {
        var before = usedBytes();
        var table = filled(id);
        var bytes = (usedBytes() - before) / MANY;
        // Asked afterwards, so that the table is not collected before it is weighed.
        assertNotNull(table.find(utf8(id.apply(0))));
        assertTrue(bytes <= bound, bytes + " bytes a user");
        assertTrue(bytes >= 30, bytes + " bytes a user cannot be right");
    }

    private static UserTable filled(IntFunction<String> id) {
        var table = new UserTable();
        for (var i = 0; i < MANY; i++) {
            table.put(user("acme", id.apply(i), 1));
        }
        return table;
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
