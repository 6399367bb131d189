package dev.parley.readmodel.sql;

import static dev.parley.readmodel.Samples.TENANT;
import static dev.parley.readmodel.Samples.row;
import static dev.parley.readmodel.Samples.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.readmodel.ReadModel;
import dev.parley.readmodel.TestDatabase;
import dev.parley.readmodel.read.InboxStore.Settings;
import dev.parley.readmodel.write.WriteResult.Written;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What users set on conversations, by its key. */
class OwnSettingsIT {
    private static final String TEAM = "g:team";

    @Test
    void findsWhatAUserSetAndNothingOfOthers() {
        var database = TestDatabase.empty("own_settings");
        try (var model = ReadModel.open(database.settings());
                var writer = SqlReadModelWriter.open(database.settings())) {
            var set = settings(TEAM, "alice", 3)
                    .setArchived(true)
                    .setDraft("well,")
                    .setHiddenUpTo(9);
            assertEquals(new Written(), writer.write(List.of(row(1, set.build()))));
            var inbox = model.inbox();
            assertEquals(new Settings(null, null, true, 9, "well,", 3), inbox.settings(TENANT, "alice", TEAM));
            assertEquals(Settings.NONE, inbox.settings(TENANT, "bob", TEAM));
            assertEquals(Settings.NONE, inbox.settings(TENANT, "alice", "g:other"));
            assertEquals(Settings.NONE, inbox.settings("other", "alice", TEAM));
        }
    }
}
