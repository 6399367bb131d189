package dev.parley.wsfanout.signals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.wsfanout.signals.TypingBoard.Group;
import dev.parley.wsfanout.stream.ConversationKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TypingBoardTest {
    private static final ConversationKey KEY = new ConversationKey("t", "g:x");
    private static final Duration LIFETIME = EphemeralSignals.LIFETIME;

    private final TypingBoard board = new TypingBoard();
    private long now = Long.MAX_VALUE - Duration.ofSeconds(7).toNanos();

    private void pass(long millis) {
        now += Duration.ofMillis(millis).toNanos();
    }

    private void on(String user) {
        assertTrue(board.on(KEY, user, LIFETIME, now));
    }

    private static Group group(List<String> users, List<String> before) {
        return new Group(KEY, users, before);
    }

    @Test
    void showsTheFirstAtOnceAndTheOthersTogether() {
        on("bob");
        assertEquals(List.of(group(List.of("bob"), List.of())), board.due(now));
        on("dan");
        on("cem");
        pass(1_999);
        assertEquals(List.of(), board.due(now));
        pass(1);
        assertEquals(List.of(group(List.of("bob", "dan", "cem"), List.of("bob"))), board.due(now));
    }

    @Test
    void showsItAgainWhereItIsRenewedSinceClientsForget() {
        on("bob");
        board.due(now);
        pass(2_000);
        assertEquals(List.of(), board.due(now), "nothing has changed");
        pass(500);
        on("bob");
        assertEquals(List.of(group(List.of("bob"), List.of("bob"))), board.due(now));
    }

    @Test
    void forgetsByItselfWhoIsNotRenewed() {
        on("bob");
        pass(1_000);
        on("cem");
        board.due(now);
        pass(3_999);
        assertEquals(List.of(), board.due(now));
        pass(1);
        assertEquals(List.of(group(List.of("cem"), List.of("bob", "cem"))), board.due(now));
        pass(2_000);
        assertEquals(List.of(group(List.of(), List.of("cem"))), board.due(now));
        assertFalse(board.isEmpty(), "it keeps its pace");
        pass(2_000);
        assertEquals(List.of(), board.due(now));
        assertTrue(board.isEmpty());
        assertFalse(board.mayHave(KEY));
    }

    @Test
    void showsNothingOfWhatWasOverBeforeItWasShown() {
        on("bob");
        board.off(KEY, "bob");
        assertEquals(List.of(), board.due(now));
        assertTrue(board.isEmpty());
    }

    @Test
    void endsWithTheGroup() {
        on("bob");
        on("cem");
        board.due(now);
        board.end(KEY);
        pass(2_000);
        assertEquals(List.of(group(List.of(), List.of("bob", "cem"))), board.due(now));
    }

    @Test
    void handsOverWhoTypesWhereItIsShownOtherwise() {
        on("bob");
        assertEquals(List.of("bob"), board.forget(KEY));
        assertEquals(List.of(), board.forget(KEY));
        assertTrue(board.isEmpty());
        assertEquals(List.of(), board.due(now));
    }

    @Test
    void isBounded() {
        for (var i = 0; i < TypingBoard.MAX_USERS; i++) {
            on("u" + i);
        }
        assertFalse(board.on(KEY, "one-more", LIFETIME, now));
        on("u7");
        assertEquals(TypingBoard.MAX_USERS, board.due(now).getFirst().users().size());
        for (var i = 1; i < TypingBoard.MAX_CONVERSATIONS; i++) {
            assertTrue(board.on(new ConversationKey("t", "g:" + i), "bob", LIFETIME, now));
        }
        assertFalse(board.on(new ConversationKey("u", "g:x"), "bob", LIFETIME, now));
        pass(5_000);
        board.due(now);
        pass(2_000);
        board.due(now);
        assertTrue(board.isEmpty());
    }

    /** What is shown, held against a map of who said what when. */
    @Test
    void showsWhatANaiveModelHas() {
        for (var seed = 0L; seed < 300; seed++) {
            new History(seed).play();
        }
    }

    private final class History {
        private final long seed;
        private final Random random;
        private final TypingBoard tested = new TypingBoard();
        private final Map<ConversationKey, Map<String, Long>> said = new HashMap<>();
        private final Map<ConversationKey, Set<String>> shown = new HashMap<>();
        private final Map<ConversationKey, Long> shownAt = new HashMap<>();
        private final Map<ConversationKey, Long> renewedAt = new HashMap<>();
        private final List<ConversationKey> keys = List.of(KEY, new ConversationKey("t", "g:y"));

        History(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        void play() {
            for (var step = 0; step < 300; step++) {
                act();
                pass(random.nextInt(100) < 5 ? random.nextInt(8_000) : random.nextInt(400));
                tested.due(now).forEach(this::seen);
                keys.forEach(this::check);
            }
            pass(5_000);
            tested.due(now).forEach(this::seen);
            pass(2_000);
            tested.due(now).forEach(this::seen);
            pass(2_000);
            tested.due(now).forEach(this::seen);
            keys.forEach(key -> assertEquals(Set.of(), shown.getOrDefault(key, Set.of()), this::toString));
            assertTrue(tested.isEmpty(), this::toString);
        }

        private void act() {
            var key = keys.get(random.nextInt(keys.size()));
            var user = "u" + random.nextInt(5);
            var users = said.computeIfAbsent(key, _ -> new HashMap<>());
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3, 4 -> {
                    var left = Duration.ofMillis(1 + random.nextInt(5_000));
                    tested.on(key, user, left, now);
                    users.merge(user, now + left.toNanos(), (one, other) -> one - other > 0 ? one : other);
                    renewedAt.put(key, now);
                }
                case 5, 6 -> {
                    tested.off(key, user);
                    users.remove(user);
                }
                case 7 -> {
                    tested.end(key);
                    users.clear();
                }
                default -> {}
            }
        }

        private Set<String> typing(ConversationKey key) {
            var users = said.getOrDefault(key, Map.of());
            var typing = new HashSet<String>();
            users.forEach((user, until) -> {
                if (until - now > 0) {
                    typing.add(user);
                }
            });
            return typing;
        }

        private void seen(Group group) {
            var key = group.key();
            assertEquals(typing(key), Set.copyOf(group.users()), this::toString);
            assertEquals(group.users().size(), Set.copyOf(group.users()).size(), this::toString);
            assertEquals(shown.getOrDefault(key, Set.of()), Set.copyOf(group.before()), this::toString);
            assertTrue(rested(key), this::toString);
            shown.put(key, typing(key));
            shownAt.put(key, now);
        }

        private boolean rested(ConversationKey key) {
            var last = shownAt.get(key);
            return last == null || now - last >= TypingBoard.INTERVAL.toNanos();
        }

        /** What may be shown is shown: all that has changed, and what was renewed since. */
        private void check(ConversationKey key) {
            var last = shownAt.get(key);
            var renewed = renewedAt.get(key);
            var isFresh = last != null && last == now;
            var isRenewed = renewed != null
                    && (last == null || renewed - last > 0)
                    && !typing(key).isEmpty();
            var differs = !typing(key).equals(shown.getOrDefault(key, Set.of()));
            assertFalse(!isFresh && rested(key) && (differs || isRenewed), this::toString);
        }

        @Override
        public String toString() {
            return "seed " + seed + ": " + new ArrayList<>(shown.entrySet());
        }
    }
}
