package dev.parley.standalone.inbox;

import dev.parley.readmodel.ReadModel;
import dev.parley.readmodel.ReadModelSettings;
import dev.parley.readmodel.sql.SqlReadModelWriter;
import dev.parley.runtime.config.Secret;
import dev.parley.testkit.MariaDb;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Random actions, receipts and settings of several users go through what decides them and by a sink into a store, each log at its own
 * pace. At any moment the store answers for each user what a model counts out of what it has been given. The property {@code
 * parley.model.seed} repeats a run; {@code parley.model.minutes} lets it run for longer.
 */
class InboxModelIT {
    /** Of every build: what it finds it finds for everybody. */
    private static final long SEED = 20_261_127;

    @Test
    void answersWhatTheModelCounts() {
        var seed = Long.getLong("parley.model.seed", SEED);
        var end = System.nanoTime()
                + Duration.ofMinutes(Long.getLong("parley.model.minutes", 0)).toNanos();
        do {
            run(seed++);
        } while (System.nanoTime() < end);
    }

    private static void run(long seed) {
        var settings =
                new ReadModelSettings(MariaDb.shared().url("inbox_" + Math.abs(seed)), MariaDb.USER, new Secret(""), 4);
        try (var store = ReadModel.openMigrated(settings);
                var writer = SqlReadModelWriter.open(settings)) {
            new ModelledInboxes(seed, store, writer).run();
        }
    }
}
