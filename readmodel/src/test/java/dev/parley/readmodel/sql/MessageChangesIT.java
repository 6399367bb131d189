package dev.parley.readmodel.sql;

import static dev.parley.readmodel.Samples.START;
import static dev.parley.readmodel.Samples.TENANT;
import static dev.parley.readmodel.Samples.message;
import static dev.parley.readmodel.Samples.messageId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.readmodel.ReadModel;
import dev.parley.readmodel.TestDatabase;
import dev.parley.readmodel.read.MessageStore.StoredMessage;
import dev.parley.readmodel.write.MessageRow;
import dev.parley.readmodel.write.SampleChanges;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Edits and a deletion of one message: each field keeps its newest value, in whatever order rows are written. */
class MessageChangesIT {
    private static final String TEAM = "g:team";
    private static final MessageRow CREATED = SampleChanges.created(message(TEAM, 3, "first"));
    private static final MessageRow EDITED = SampleChanges.edited(message(TEAM, 5, ""), 3, "second");
    private static final MessageRow TAGGED = SampleChanges.tagged(message(TEAM, 7, ""), 3, List.of("new"));
    private static final MessageRow EDITED_AGAIN = SampleChanges.edited(message(TEAM, 9, ""), 3, "third");
    private static final MessageRow DELETED = SampleChanges.deleted(message(TEAM, 11, ""), 3);

    private TestDatabase database;
    private ReadModel model;

    @BeforeEach
    void open() {
        database = TestDatabase.empty("message_changes");
        model = ReadModel.open(database.settings());
    }

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void keepsTheNewestValueOfEachField() {
        write(CREATED);
        write(EDITED_AGAIN);
        write(TAGGED);
        write(EDITED);
        var message = stored();
        assertEquals("third", message.text());
        assertEquals(List.of("new"), message.tags());
        assertEquals(List.of("bob"), message.mentions());
        assertEquals("{\"k\":1}", message.metadataJson());
        assertEquals(START.plusSeconds(3), message.at());
        assertEquals(START.plusSeconds(9), message.editedAt());
        assertNull(message.deletedAt());
        assertEquals(9, message.version());
    }

    @Test
    void leavesATombstoneWithoutTheWords() {
        write(CREATED);
        write(TAGGED);
        write(DELETED);
        var message = stored();
        assertNull(message.text());
        assertEquals(List.of(), message.mentions());
        assertEquals(List.of("new"), message.tags());
        assertTrue(message.isEdited());
        assertTrue(message.isDeleted());
        assertEquals(START.plusSeconds(11), message.deletedAt());
        assertEquals(11, message.version());
    }

    @Test
    void showsNoMessageWhoseCreationIsNotStored() {
        write(EDITED);
        assertEquals(List.of(), model.messages().after(TENANT, TEAM, 0, 10));
        assertEquals(List.of(), model.messages().before(TENANT, TEAM, Long.MAX_VALUE, 10));
        write(CREATED);
        assertEquals("second", stored().text());
        assertEquals("alice", stored().sender());
        assertEquals(messageId(TEAM, 3), stored().id());
    }

    @Test
    void bringsAMessageOfTheSchemaBeforeThisOneUpToDate() {
        write(CREATED);
        database.execute("UPDATE messages SET text_seq=0, data_seq=0, mentions_seq=0, tags_seq=0, metadata_seq=0");
        assertEquals("first", stored().text());
        assertFalse(stored().isEdited());
        write(EDITED);
        write(CREATED);
        assertEquals("second", stored().text());
        assertEquals(List.of("t1"), stored().tags());
    }

    @RepeatedTest(10)
    void endsTheSameInWhateverOrderAndBatchesTheRowsCome() {
        var expected = SampleChanges.merged(
                SampleChanges.merged(SampleChanges.merged(CREATED, EDITED), SampleChanges.merged(TAGGED, EDITED_AGAIN)),
                DELETED);
        write(expected);
        var once = database.contents();
        database.execute("TRUNCATE TABLE messages");
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var rows = new ArrayList<>(List.of(CREATED, EDITED, TAGGED, EDITED_AGAIN, DELETED, CREATED, EDITED));
        Collections.shuffle(rows, random);
        while (!rows.isEmpty()) {
            var row = rows.removeLast();
            write(rows.isEmpty() || random.nextBoolean() ? row : SampleChanges.merged(row, rows.removeLast()));
        }
        assertEquals(once, database.contents(), "seed " + seed);
    }

    private StoredMessage stored() {
        return model.messages().find(TENANT, messageId(TEAM, 3)).orElseThrow();
    }

    private void write(MessageRow row) {
        try (var connection = database.connect()) {
            var rows = List.of(row);
            Upsert.into(SampleChanges.messages().narrowedTo(rows)).run(connection, rows);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
