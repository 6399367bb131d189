package dev.parley.readmodel.sql;

import com.mysql.cj.jdbc.exceptions.PacketTooBigException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells permanent errors, caused by the data, from transient ones of the store. An unknown error counts as transient: a sink
 * that retries loses nothing, one that gives up on good rows does.
 */
final class Faults {
    /**
     * 1048 null, 1118 row too large, 1153 packet too large, 1264 out of range, 1265 truncated, 1292 wrong value, 1366 wrong
     * text, 1406 too long, 4025 constraint; of TiDB 8004 transaction too large, 8025 entry too large.
     */
    private static final Set<Integer> OF_DATA =
            Set.of(1048, 1118, 1153, 1264, 1265, 1292, 1366, 1406, 4025, 8004, 8025);

    private static final String DATA_EXCEPTION = "22";
    private static final String INTEGRITY = "23";

    private Faults() {}

    static boolean isOfData(SQLException fault) {
        return OF_DATA.contains(fault.getErrorCode())
                || hasDataState(fault.getSQLState())
                || fault instanceof PacketTooBigException
                || fault.getCause() instanceof PacketTooBigException;
    }

    private static boolean hasDataState(@Nullable String state) {
        return state != null && (state.startsWith(DATA_EXCEPTION) || state.startsWith(INTEGRITY));
    }
}
