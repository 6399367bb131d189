package dev.parley.wsfanout.presence;

import static dev.parley.schemas.PresenceState.AWAY;
import static dev.parley.schemas.PresenceState.BUSY;
import static dev.parley.schemas.PresenceState.OFFLINE;
import static dev.parley.schemas.PresenceState.ONLINE;
import static dev.parley.wsfanout.presence.PresenceWorld.frame;
import static dev.parley.wsfanout.presence.PresenceWorld.item;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Presence;
import dev.parley.schemas.PresenceChoice;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PresenceBoardTest {
    private final PresenceWorld world = new PresenceWorld();
    private final PresenceBoard board = world.board;
    private final RecordingWatcher ann = world.watcher("ann");

    private void watch(RecordingWatcher watcher, String... users) {
        assertTrue(board.watch(watcher, null, List.of(users)));
        watcher.frames();
    }

    @Test
    void answersWithAllAsTheyAreThenShowsChanges() {
        world.show("bob", BUSY);
        board.watch(ann, "9", List.of("bob", "cem"));
        assertEquals(List.of(frame(",\"ref\":\"9\"", item("bob", "busy"), item("cem", "offline"))), ann.frames());
        world.show("cem", ONLINE);
        assertEquals(List.of(frame("", item("cem", "online"))), ann.frames());
    }

    @Test
    void showsAllThereIsToSee() {
        watch(ann, "bob");
        world.show(Presence.newBuilder()
                .setTenant(PresenceWorld.TENANT)
                .setUser("bob")
                .setState(AWAY)
                .setChoice(PresenceChoice.AWAY)
                .setText("Lunch \"now\"")
                .setUntil(PresenceWorld.AT.plusSeconds(60))
                .setLastActiveAt(PresenceWorld.AT)
                .setVersion(9)
                .setUpdatedAt(PresenceWorld.AT)
                .build());
        assertEquals(
                List.of(
                        frame(
                                "",
                                "{\"user\":\"bob\",\"state\":\"away\",\"text\":\"Lunch \\\"now\\\"\",\"until\":\"2026-11-27T10:01:00.000Z\",\"lastActiveAt\":\"2026-11-27T10:00:00.000Z\"}")),
                ann.frames());
    }

    @Test
    void replacesTheListAsAWhole() {
        watch(ann, "bob", "cem");
        watch(ann, "cem", "dan");
        world.show("bob", ONLINE);
        assertEquals(List.of(), ann.frames());
        world.show("cem", ONLINE);
        world.show("dan", ONLINE);
        assertEquals(List.of(frame("", item("cem", "online")), frame("", item("dan", "online"))), ann.frames());
        watch(ann);
        world.show("cem", OFFLINE);
        assertEquals(List.of(), ann.frames());
        assertFalse(board.isWatched(PresenceWorld.TENANT, "cem"));
    }

    @Test
    void watchesTheOtherOneOfAConversationWhileItIsOpen() {
        watch(ann, "cem");
        board.open(ann, "1", "d:ann:bob", "bob");
        board.open(ann, null, "d:ann:cem", "cem");
        assertEquals(
                List.of(frame(",\"ref\":\"1\"", item("bob", "offline")), frame("", item("cem", "offline"))),
                ann.frames());
        watch(ann);
        world.show("bob", ONLINE);
        world.show("cem", ONLINE);
        assertEquals(2, ann.frames().size());
        board.close(ann, "d:ann:bob");
        board.close(ann, "d:ann:bob");
        world.show("bob", OFFLINE);
        world.show("cem", OFFLINE);
        assertEquals(List.of(frame("", item("cem", "offline"))), ann.frames());
    }

    @Test
    void goesOnWatchingOnTheListWhoseConversationIsClosed() {
        watch(ann, "bob");
        board.open(ann, null, "d:ann:bob", "bob");
        board.close(ann, "d:ann:bob");
        ann.frames();
        world.show("bob", ONLINE);
        assertEquals(1, ann.frames().size());
    }

    @Test
    void hidesTwoFromEachOtherOfWhomOneBlocksTheOther() {
        var bob = world.watcher("bob");
        world.show("ann", ONLINE);
        world.show("bob", BUSY);
        world.block("d:ann:bob", "bob", true);
        board.watch(ann, "1", List.of("bob"));
        board.open(bob, "2", "d:ann:bob", "ann");
        assertEquals(List.of(frame(",\"ref\":\"1\"", item("bob", "offline"))), ann.frames());
        assertEquals(List.of(frame(",\"ref\":\"2\"", item("ann", "offline"))), bob.frames());
        world.show("ann", AWAY);
        world.show("bob", ONLINE);
        world.pass(Duration.ofSeconds(2));
        assertEquals(List.of(), ann.frames());
        assertEquals(List.of(), bob.frames());
    }

    @Test
    void actsAtOnceWhereABlockBeginsOrEnds() {
        var bob = world.watcher("bob");
        var cem = world.watcher("cem");
        world.show("ann", ONLINE);
        world.show("bob", BUSY);
        watch(ann, "bob", "cem");
        watch(bob, "ann");
        watch(cem, "ann", "bob");
        world.block("d:ann:bob", "ann", true);
        assertEquals(List.of(frame("", item("bob", "offline"))), ann.frames());
        assertEquals(List.of(frame("", item("ann", "offline"))), bob.frames());
        world.block("d:ann:bob", "ann", false);
        assertEquals(List.of(frame("", item("bob", "busy"))), ann.frames());
        assertEquals(List.of(frame("", item("ann", "online"))), bob.frames());
        assertEquals(List.of(), cem.frames());
    }

    @Test
    void doesNotShowLaterWhatWasGatheredBeforeABlock() {
        watch(ann, "bob");
        for (var i = 0; i < 20; i++) {
            world.show("bob", i % 2 == 0 ? ONLINE : BUSY);
        }
        ann.frames();
        world.block("d:ann:bob", "bob", true);
        world.pass(Duration.ofSeconds(2));
        assertEquals(
                List.of("offline", "offline"),
                ann.frames().stream()
                        .map(frame -> frame.replaceAll(".*\"state\":\"(\\w+)\".*", "$1"))
                        .toList());
    }

    @Test
    void tellsNothingOfAnotherTenant() {
        watch(ann, "bob");
        world.show("globex", "bob", ONLINE);
        assertEquals(List.of(), ann.frames());
        board.watch(ann, null, List.of("bob"));
        assertEquals(List.of(frame("", item("bob", "offline"))), ann.frames());
    }

    @Test
    void tellsNothingThatOthersDoNotSee() {
        watch(ann, "bob");
        world.show(Presence.newBuilder()
                .setTenant(PresenceWorld.TENANT)
                .setUser("bob")
                .setState(OFFLINE)
                .setChoice(PresenceChoice.INVISIBLE)
                .setText("secret")
                .setVersion(9)
                .setUpdatedAt(PresenceWorld.AT)
                .build());
        assertEquals(List.of(), ann.frames());
    }

    /** What the user's own devices are shown, they are shown elsewhere. */
    @Test
    void answersOneselfWithOnesChoiceAndShowsNoChangesOfIt() {
        world.show(Presence.newBuilder()
                .setTenant(PresenceWorld.TENANT)
                .setUser("ann")
                .setState(OFFLINE)
                .setChoice(PresenceChoice.INVISIBLE)
                .setVersion(1)
                .setUpdatedAt(PresenceWorld.AT)
                .build());
        board.watch(ann, null, List.of("ann"));
        assertEquals(List.of(frame("", item("ann", "invisible"))), ann.frames());
    }

    @Test
    void gathersManyChangesForOneSecond() {
        var users = IntStream.range(0, 30).mapToObj(i -> "u" + i).toArray(String[]::new);
        watch(ann, users);
        for (var user : users) {
            world.show(user, ONLINE);
        }
        assertEquals(WatchList.AT_ONCE, ann.frames().size());
        world.show("u29", AWAY);
        world.pass(Duration.ofMillis(900));
        assertEquals(List.of(), ann.frames());
        world.pass(Duration.ofMillis(100));
        var items = IntStream.range(10, 30)
                .mapToObj(i -> item("u" + i, i == 29 ? "away" : "online"))
                .toArray(String[]::new);
        assertEquals(List.of(frame(",\"coalescedMs\":1000", items)), ann.frames());
        world.show("u1", AWAY);
        assertEquals(List.of(), ann.frames(), "it goes on gathering after a second with many");
        world.pass(Duration.ofSeconds(1));
        assertEquals(List.of(frame(",\"coalescedMs\":1000", item("u1", "away"))), ann.frames());
        world.show("u1", ONLINE);
        assertEquals(List.of(frame("", item("u1", "online"))), ann.frames(), "and shows at once after a calm one");
    }

    @Test
    void showsAClientThatIsBehindWhatIsTrueOnceItHasRoom() {
        var bob = world.watcher("bob");
        watch(ann, "cem");
        watch(bob, "cem");
        ann.hasRoom = false;
        world.show("cem", ONLINE);
        world.show("cem", BUSY);
        world.pass(Duration.ofSeconds(5));
        assertEquals(List.of(), ann.frames());
        assertEquals(2, bob.frames().size());
        ann.hasRoom = true;
        world.pass(Duration.ofSeconds(1));
        assertEquals(List.of(frame(",\"coalescedMs\":1000", item("cem", "busy"))), ann.frames());
    }

    @Test
    void forgetsASocketThatEnds() {
        watch(ann, "bob");
        board.open(ann, null, "d:ann:cem", "cem");
        ann.isOpen = false;
        board.ended(ann);
        board.watch(ann, null, List.of("bob"));
        board.open(ann, null, "d:ann:cem", "cem");
        assertFalse(board.isWatched(PresenceWorld.TENANT, "bob"));
        assertFalse(board.isWatched(PresenceWorld.TENANT, "cem"));
        assertFalse(board.isWaiting());
    }

    @Test
    void splitsLongListsOfChanges() {
        var users = IntStream.range(0, 250).mapToObj(i -> "u" + i).toArray(String[]::new);
        watch(ann, users);
        Set.of(users).forEach(user -> world.show(user, ONLINE));
        world.pass(Duration.ofSeconds(1));
        assertEquals(10 + 3, ann.frames().size());
    }

    /** 5,000 users flap ten times a second, and 20 sockets watch 500 of them each. */
    @Test
    void boundsTheFramesOfASocketWhateverFlaps() {
        var users = IntStream.range(0, 5_000).mapToObj(i -> "u" + i).toList();
        var watchers = IntStream.range(0, 20)
                .mapToObj(i -> {
                    var watcher = world.watcher("w" + i);
                    board.watch(watcher, null, users.subList(i * 250 % 4_500, i * 250 % 4_500 + 500));
                    return watcher;
                })
                .toList();
        watchers.forEach(RecordingWatcher::frames);
        var seconds = 3;
        for (var round = 0; round < seconds * 10; round++) {
            var state = round % 2 == 0 ? ONLINE : OFFLINE;
            users.forEach(user -> world.show(user, state));
            world.pass(Duration.ofMillis(100));
        }
        world.pass(Duration.ofSeconds(1));
        for (var watcher : watchers) {
            var frames = watcher.frames();
            // Five of 100 users each second.
            assertTrue(frames.size() <= WatchList.AT_ONCE + 5 * (seconds + 1), frames.size() + " frames");
            assertTrue(frames.getLast().contains("\"state\":\"offline\""), frames::getLast);
        }
    }

    @Test
    void saysUnknownOnceWhereTheLogIsSilentAndTheTruthWhenItIsBack() {
        world.show("bob", ONLINE);
        watch(ann, "bob");
        world.connected(false);
        world.pass(Duration.ofSeconds(29));
        assertEquals(List.of(), ann.frames());
        world.pass(Duration.ofSeconds(60));
        assertEquals(List.of(frame("", item("bob", "unknown"))), ann.frames());
        world.connected(true);
        world.show("bob", AWAY);
        world.pass(Duration.ofSeconds(2));
        assertEquals(frame("", item("bob", "away")), ann.frames().getLast());
        world.pass(Duration.ofSeconds(60));
        assertEquals(List.of(), ann.frames());
    }

    @Test
    void answersUnknownWhileTheLogIsSilentAndCorrectsItSoon() {
        world.show("bob", ONLINE);
        world.connected(false);
        board.watch(ann, "1", List.of("bob"));
        assertEquals(List.of(frame(",\"ref\":\"1\"", item("bob", "unknown"))), ann.frames());
        world.pass(Duration.ofSeconds(5));
        world.connected(true);
        world.pass(Duration.ofMillis(100));
        assertEquals(List.of(frame("", item("bob", "online"))), ann.frames());
    }

    @Test
    void holdsABoundedNumberOfWatches() {
        var users = IntStream.range(0, 500).mapToObj(i -> "u" + i).toList();
        var taken = 0;
        while (board.watch(world.watcher("w" + taken), null, users)) {
            taken++;
        }
        assertEquals(PresenceBoard.MAX_WATCHES / 500, taken);
        assertFalse(board.open(ann, null, "d:ann:bob", "bob"));
    }
}
