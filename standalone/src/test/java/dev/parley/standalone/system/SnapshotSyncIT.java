package dev.parley.standalone.system;

import dev.parley.standalone.guarantee.Ledger;
import dev.parley.standalone.platform.PlatformInParts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client that begins with a snapshot at some moment, while others write, and fetches what it missed since, knows what one knows that
 * was always there. The property {@code parley.model.seed} repeats what is asked; how it falls together is not in the seed, and
 * nothing that is checked depends on it. {@code parley.snapshots} takes more of them.
 */
class SnapshotSyncIT {
    private static final long SEED = 20_261_127;
    private static final int SNAPSHOTS = Integer.getInteger("parley.snapshots", 30);
    private static final int SINKS_STOP = SNAPSHOTS * 2 / 5;
    private static final int SINKS_START = SNAPSHOTS * 11 / 20;
    private static final List<String> GROUPS = List.of("team", "news", "ops");
    /** Of which the client is a member for some time, and then not. */
    private static final String COMING = "coming";

    private final long seed = Long.getLong("parley.model.seed", SEED);
    private final Random random = new Random(seed);

    @TempDir
    Path temp;

    @Test
    void leadsToWhatOneKnowsWhoWasAlwaysThere() throws Exception {
        try (var platform = new PlatformInParts(temp.resolve("data"));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tenant = Tenant.create("acme", platform.parts(), platform.address());
            var ann = tenant.user("ann");
            var others = List.of(tenant.user("ben"), tenant.user("dan"), tenant.user("eve"));
            begin(tenant, ann, others);
            var always = new Follower(ann, "phone", new Ledger());
            always.connect(platform.address());
            var writers = new ArrayList<RandomWriter>();
            for (var other : others) {
                writers.add(new RandomWriter(other, "ann", GROUPS, seed + writers.size()));
            }
            var writing = writers.stream().map(threads::submit).toList();
            var fresh = takeSnapshots(platform, ann);
            writers.forEach(RandomWriter::stop);
            for (var one : writing) {
                one.get(60, TimeUnit.SECONDS);
            }
            var truth = new SyncTruth("ann", new StoredEvents(platform.parts()).inTopic(), always);
            // It sends no heartbeats: on a slow machine its socket may have ended.
            always.disconnect();
            always.connect(platform.address());
            truth.awaitFollower();
            for (var i = 0; i < fresh.size(); i++) {
                try {
                    truth.assertKnows(fresh.get(i));
                } catch (AssertionError e) {
                    throw new AssertionError("snapshot " + i + " of -Dparley.model.seed=" + seed, e);
                }
            }
        }
    }

    private static void begin(Tenant tenant, ChatUser ann, List<ChatUser> others) {
        var all = new ArrayList<>(others);
        all.add(ann);
        GROUPS.forEach(group -> tenant.group(group, all));
        tenant.group(COMING, others);
        for (var other : others) {
            other.say(Map.of("user", "ann"), "hello", "hello").expect(201);
        }
    }

    private List<FreshClient> takeSnapshots(PlatformInParts platform, ChatUser ann) {
        var actor = new RandomWriter(ann, "ben", GROUPS, seed - 1);
        var taken = new ArrayList<FreshClient>();
        var isComing = false;
        for (var i = 0; i < SNAPSHOTS; i++) {
            if (i == SINKS_STOP) {
                platform.stopSinks();
            } else if (i == SINKS_START) {
                platform.restartSinks();
            }
            if (random.nextInt(3) == 0) {
                actor.act();
            }
            if (random.nextInt(6) == 0) {
                isComing = !isComing;
                ann.rest()
                        .postUntilKnown("/v1/groups/" + COMING + (isComing ? "/join" : "/leave"), "move-" + i, Map.of())
                        .expect(isComing ? 201 : 200);
            }
            if (random.nextInt(3) == 0) {
                read(ann);
            }
            taken.add(FreshClient.begin(ann.rest(), random));
        }
        return taken;
    }

    /** May be refused while nothing is stored. */
    private void read(ChatUser ann) {
        var group = GROUPS.get(random.nextInt(GROUPS.size()));
        ann.rest().post("/v1/conversations/g:" + group + "/read", Map.of());
    }
}
