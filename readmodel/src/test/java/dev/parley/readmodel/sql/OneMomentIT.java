package dev.parley.readmodel.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.zaxxer.hikari.HikariDataSource;
import dev.parley.readmodel.Samples;
import dev.parley.readmodel.TestDatabase;
import dev.parley.readmodel.write.WriteResult.Written;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several queries that tell of the same moment. */
class OneMomentIT {
    private static final String TEAM = "g:team";

    private HikariDataSource connections;
    private SqlReadModelWriter writer;
    private SqlReader reader;

    @BeforeEach
    void open() {
        var database = TestDatabase.empty("one_moment");
        connections = Connections.forReads(database.settings());
        writer = SqlReadModelWriter.open(database.settings());
        reader = new SqlReader(connections);
        store(1);
    }

    @AfterEach
    void close() {
        writer.close();
        connections.close();
    }

    @Test
    void hidesWhatIsStoredBetweenTwoQueries() {
        var seen = reader.atOneMoment(moment -> {
            var before = count(moment);
            store(2);
            return List.of(before, count(moment));
        });
        assertEquals(List.of(1L, 1L), seen);
    }

    @Test
    void endsWithTheQueriesEvenWhereTheyFail() {
        assertEquals(1L, reader.atOneMoment(OneMomentIT::count));
        assertThrows(
                IllegalStateException.class,
                () -> reader.atOneMoment(moment -> {
                    throw new IllegalStateException("saw " + count(moment));
                }));
        store(2);
        // As often as there are connections, so that each of them is looked at.
        for (var i = 0; i < connections.getMaximumPoolSize(); i++) {
            assertEquals(2L, count(reader));
        }
    }

    private void store(long seq) {
        assertEquals(new Written(), writer.write(Samples.rows(Samples.message(TEAM, seq, "text"))));
    }

    private static long count(SqlReader reader) {
        return reader.first("SELECT COUNT(*) FROM messages", row -> row.getLong(1))
                .orElseThrow();
    }
}
