package dev.parley.topologies.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Presence;
import dev.parley.schemas.PresenceChoice;
import dev.parley.schemas.PresenceState;
import dev.parley.topologies.presence.PresenceWorld.Node;
import dev.parley.topologies.presence.PresenceWorld.Socket;
import dev.parley.topologies.presence.PresenceWorld.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Users who connect, drop and choose, nodes that are killed, stop and freeze, a broker that stalls and whose clock steps, a task that
 * crashes; against who is there in truth. The property {@code parley.model.seed} repeats a run; {@code parley.model.minutes} lets it
 * run for longer.
 */
@Timeout(value = 1, unit = TimeUnit.HOURS)
class PresenceModelTest {
    /** Of every build: what it finds it finds for everybody. */
    private static final long SEED = 20_261_127;

    private static final int RUNS = 6;
    private static final int EPISODES = 6;
    private static final int STEP_MS = 125;
    private static final int STEPS = 2_400;
    /** A lease, the next beat, what is held back before it is written, and a few ticks. */
    private static final int QUIET_MS = 30_000 + PresenceWorld.BEAT_MS + 10_000 + 1_000;

    private static final int MAX_NODES = 4;
    private static final int MAX_SOCKETS = 6;
    private static final long CLOCK_STEP_EACH_MS = 60_000;

    private final Random random = new Random();
    private PresenceWorld world = new PresenceWorld(true);
    private FoldedPartition partition = new FoldedPartition();
    private long steppedAt;
    private long stalledAt;
    private long downUntil;
    /** How far the clock of the task's machine is ahead. */
    private long ahead;

    private boolean isOddStep;

    @Test
    void showsWhoIsThere() {
        var seed = Long.getLong("parley.model.seed", SEED);
        var end = System.nanoTime()
                + Duration.ofMinutes(Long.getLong("parley.model.minutes", 0)).toNanos();
        for (var run = 0; run < RUNS || System.nanoTime() < end; run++) {
            run(seed + run);
        }
    }

    private void run(long seed) {
        random.setSeed(seed);
        world = new PresenceWorld(seed % 2 == 0);
        partition = new FoldedPartition();
        ahead = 0;
        downUntil = 0;
        for (var tenant : List.of("acme", "other")) {
            for (var user : List.of("al", "bo", "cy", "dee", "eve", "fay")) {
                world.users.put(tenant + "/" + user, new User(tenant, user));
            }
        }
        for (var episode = 0; episode < EPISODES; episode++) {
            var circumstances = "episode " + episode + " of -Dparley.model.seed=" + seed;
            for (var step = 0; step < STEPS; step++) {
                act();
                disturb();
                pass("step " + step + " of " + circumstances);
            }
            quiet(circumstances);
        }
    }

    private void act() {
        var user = some(List.copyOf(world.users.values()));
        switch (random.nextInt(40)) {
            case 0, 1, 2, 3 -> connect(user);
            case 4, 5, 6 -> disconnect(user);
            case 7 -> reload(user);
            case 8, 9 -> speakingSocket(user, world::touch);
            case 10 -> choose(user);
            default -> {}
        }
    }

    private void connect(User user) {
        var speaking =
                world.nodes.stream().filter(node -> !world.isFrozen(node)).toList();
        if (!speaking.isEmpty() && user.sockets.size() < MAX_SOCKETS) {
            world.connect(user, some(speaking), "device-" + random.nextInt(3));
        }
    }

    private void disconnect(User user) {
        speakingSocket(user, world::disconnect);
    }

    private void reload(User user) {
        for (var reload = 0; reload < 10; reload++) {
            disconnect(user);
            connect(user);
        }
    }

    private void speakingSocket(User user, Consumer<Socket> action) {
        var speaking = user.sockets.stream()
                .filter(socket -> !world.isFrozen(socket.node))
                .toList();
        if (!speaking.isEmpty()) {
            action.accept(some(speaking));
        }
    }

    private void choose(User user) {
        var text = random.nextBoolean() ? null : "text " + random.nextInt(3);
        var until = random.nextInt(3) > 0 ? 0 : world.brokerTime() - 10_000 + random.nextInt(60_000);
        world.set(user, some(List.of(PresenceChoice.values())), text, until);
    }

    private void disturb() {
        switch (random.nextInt(400)) {
            case 0, 1, 2, 3 -> startNode();
            case 4 -> someNode(world::kill);
            case 5 -> someNode(world::stop);
            case 6 -> someNode(node -> freeze(node));
            case 7 -> stall();
            case 8 -> stepClock();
            case 9 -> crash();
            case 10 -> ahead -= random.nextInt(10) == 0 ? Duration.ofDays(100).toMillis() : 0;
            default -> {}
        }
        if (random.nextInt(40) == 0) {
            partition.commit();
        }
    }

    private void startNode() {
        if (world.nodes.size() < MAX_NODES) {
            world.start();
        }
    }

    private void someNode(Consumer<Node> action) {
        if (!world.nodes.isEmpty()) {
            action.accept(some(world.nodes));
        }
    }

    /** A node that does not open its leases again must not be taken for dead. */
    private void freeze(Node node) {
        if (world.reannounces && !world.isFrozen(node)) {
            world.freeze(node, random.nextInt(60_000));
        }
    }

    private void stall() {
        if (world.now() - stalledAt > CLOCK_STEP_EACH_MS + 10_000) {
            stalledAt = world.now();
            world.stall(60_000);
        }
    }

    private void stepClock() {
        if (world.now() - steppedAt > CLOCK_STEP_EACH_MS) {
            steppedAt = world.now();
            world.stepBrokersClock(random.nextBoolean() ? 300_000 : -random.nextInt(600_000));
        }
    }

    /** It may take a while until the next task has the partition, on another machine. */
    private void crash() {
        partition.crash(random);
        ahead += random.nextInt(3_000);
        downUntil = world.now() + random.nextInt(3) * (long) random.nextInt(30_000);
    }

    private void pass(String circumstances) {
        world.pass(STEP_MS);
        isOddStep = !isOddStep;
        if (world.now() < downUntil) {
            return;
        }
        partition.take(world.log, world.now() + ahead);
        if (isOddStep) {
            partition.tick(world.now() + ahead);
            var shown = partition.last();
            world.users.forEach((key, user) -> assertTrue(
                    !world.mustBeShown(user) || isThere(shown.get(key)),
                    () -> key + " is shown as " + shown.get(key) + " in " + circumstances));
        }
    }

    private static boolean isThere(@Nullable Presence shown) {
        return shown != null && shown.getState() != PresenceState.OFFLINE;
    }

    /** Nothing happens, for as long as it may take until everything is shown. */
    private void quiet(String circumstances) {
        world.calm();
        downUntil = world.now();
        for (var passed = 0; passed < QUIET_MS; passed += STEP_MS) {
            pass("the quiet after " + circumstances);
        }
        var truth = truth();
        assertEquals(lines(truth), lines(shown(partition.last())), () -> "last records, " + circumstances);
        assertEquals(lines(truth), lines(shown(partition.newest())), () -> "highest versions, " + circumstances);
        assertEquals(counts(), partition.counts(), () -> "counts, " + circumstances);
        assertEquals(world.nodes.size(), partition.entries('N'), () -> "nodes in the state, " + circumstances);
        partition.commit();
    }

    private String counts() {
        var sockets = world.users.values().stream().mapToInt(user -> user.sockets.size());
        var connected = world.users.values().stream().filter(user -> !user.sockets.isEmpty());
        return sockets.sum() + " " + world.nodes.size() + " " + connected.count();
    }

    private Map<String, String> truth() {
        var truth = new TreeMap<String, String>();
        world.users.forEach((key, user) -> truth.put(key, truth(user)));
        return truth;
    }

    private static String truth(User user) {
        var idle = new TreeMap<String, Boolean>();
        user.sockets.forEach(socket -> idle.merge(socket.device, socket.isIdle, Boolean::logicalAnd));
        var devices = switch (user.choice) {
            case AWAY -> "AWAY";
            case BUSY -> "BUSY";
            case INVISIBLE -> "OFFLINE";
            case ONLINE -> idle.containsValue(false) ? "ONLINE" : "AWAY";
        };
        var state = idle.isEmpty() ? "OFFLINE" : devices;
        return line(state, user.choice, user.text, user.until, user.lastActiveAt, idle);
    }

    private Map<String, String> shown(Map<String, Presence> records) {
        var shown = new TreeMap<String, String>();
        world.users.forEach((key, user) -> {
            var record = records.get(key);
            shown.put(key, record == null ? truth(new User(user.tenant, user.name)) : shown(record));
        });
        return shown;
    }

    private static String shown(Presence shown) {
        var idle = new TreeMap<String, Boolean>();
        shown.getDevices().forEach(device -> idle.put(device.getDevice(), device.getIdle()));
        return line(
                shown.getState().name(),
                shown.getChoice(),
                shown.getText(),
                millis(shown.getUntil()),
                millis(shown.getLastActiveAt()),
                idle);
    }

    private static String line(
            String state,
            PresenceChoice choice,
            @Nullable String text,
            long until,
            long lastActiveAt,
            Map<String, Boolean> idle) {
        return state + " " + choice + " '" + text + "' until " + until + ", last active " + lastActiveAt + ", " + idle;
    }

    private static long millis(@Nullable Instant at) {
        return at == null ? 0 : at.toEpochMilli();
    }

    private static String lines(Map<String, String> view) {
        return String.join("\n", view.entrySet().stream().map(Object::toString).toList());
    }

    private <T> T some(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
