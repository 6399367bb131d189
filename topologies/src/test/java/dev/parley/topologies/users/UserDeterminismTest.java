package dev.parley.topologies.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.CreateUser;
import dev.parley.schemas.OpenSession;
import dev.parley.schemas.ReplyAddress;
import dev.parley.schemas.RevokeSession;
import dev.parley.schemas.RevokeSessions;
import dev.parley.schemas.SetUserStatus;
import dev.parley.schemas.UpdateUser;
import dev.parley.schemas.UserAction;
import dev.parley.schemas.UserStatus;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.topologies.machine.Decision;
import dev.parley.topologies.store.InMemoryKeyValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/**
 * A partition of users run again from its start, with restarts in odd places, gives the same bytes; and none of them tells how much was
 * purged. The property {@code parley.determinism.seed} gives other actions.
 */
class UserDeterminismTest {
    private static final int ACTIONS = 3_000;
    private static final long SEED = 20_261_127;
    private static final String[] USERS = {"al", "bo", "cy"};
    private static final int SESSIONS = 40;

    private final long seed = Long.getLong("parley.determinism.seed", SEED);
    private final Random random = new Random(seed);
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private long now = 1_700_000_000_000L;

    private record Timed(UserAction action, long time) {}

    @Test
    void givesTheSameBytesWhateverRestartsComeBetween() {
        var input = IntStream.range(0, ACTIONS).mapToObj(this::random).toList();
        var once = new ArrayList<String>();
        var machine = UserMachine.factory(registry).apply(new InMemoryKeyValues());
        input.forEach(timed -> once.addAll(describe(machine.apply(timed.action(), timed.time()))));
        assertTrue(once.size() > ACTIONS, said());
        for (var i = 0; i < 5; i++) {
            assertEquals(once, runWithRestarts(input), said());
        }
    }

    @Test
    void neverShowsHowMuchWasPurged() {
        var input = IntStream.range(0, ACTIONS).mapToObj(this::random).toList();
        var alone = UserMachine.factory(registry).apply(new InMemoryKeyValues());
        var purging = UserMachine.factory(registry).apply(new InMemoryKeyValues());
        for (var i = 0; i < ACTIONS; i++) {
            var timed = input.get(i);
            // Each of them purges, and is about nobody of the input.
            for (var more = random.nextInt(4); more > 0; more--) {
                var other =
                        action("other-" + i + "-" + more, "k", new CreateUser("O", null, "default", List.of(), null));
                purging.apply(other, timed.time());
            }
            assertEquals(
                    describe(alone.apply(timed.action(), timed.time())),
                    describe(purging.apply(timed.action(), timed.time())),
                    said());
        }
    }

    private String said() {
        return "-Dparley.determinism.seed=" + seed;
    }

    /** A crash throws away state and output since the last commit. */
    private List<String> runWithRestarts(List<Timed> input) {
        var committed = new InMemoryKeyValues();
        var sent = new ArrayList<String>();
        var next = 0;
        while (next < input.size()) {
            var state = committed.copy();
            var machine = UserMachine.factory(registry).apply(state);
            var end = Math.min(input.size(), next + 1 + random.nextInt(200));
            var batch = new ArrayList<String>();
            for (var i = next; i < end; i++) {
                batch.addAll(describe(
                        machine.apply(input.get(i).action(), input.get(i).time())));
            }
            if (random.nextInt(3) > 0) {
                committed = state;
                sent.addAll(batch);
                next = end;
            }
        }
        return sent;
    }

    private static List<String> describe(Decision decision) {
        assertTrue(decision.defect().isEmpty(), () -> decision.defect().toString());
        return decision.outputs().stream()
                .map(output -> output.sink() + " " + HexFormat.of().formatHex(output.bytes()))
                .toList();
    }

    private Timed random(int number) {
        now += random.nextInt(3) == 0 ? random.nextInt(120_000) : random.nextInt(500);
        var user = USERS[random.nextInt(USERS.length)];
        var id = "k" + (random.nextInt(10) == 0 ? random.nextInt(number + 1) : number);
        return new Timed(action(user, id, body()), now);
    }

    private SpecificRecord body() {
        var session = "s" + random.nextInt(SESSIONS);
        return switch (random.nextInt(20)) {
            case 0 -> new CreateUser("N", null, "default", List.of(), null);
            case 1 -> new UpdateUser(List.of("name"), "M" + random.nextInt(9), null, null, List.of(), null);
            case 2 -> new RevokeSessions();
            case 3 -> new SetUserStatus(random.nextInt(4) == 0 ? UserStatus.DEACTIVATED : UserStatus.ACTIVE);
            case 4, 5, 6, 7, 8, 9, 10 -> new RevokeSession(session);
            default -> {
                var ttl = 1 + random.nextInt(600);
                yield new OpenSession(session, null, Instant.ofEpochMilli(now).plusSeconds(ttl), (long) ttl);
            }
        };
    }

    private static UserAction action(String user, String id, SpecificRecord body) {
        return new UserAction("acme", user, null, id, new ReplyAddress("edge-1", 0, 1L), body);
    }
}
