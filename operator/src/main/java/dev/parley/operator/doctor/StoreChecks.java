package dev.parley.operator.doctor;

import dev.parley.readmodel.SchemaState;

/** Checks of the SQL store. Pure. */
final class StoreChecks {
    private static final String WHERE = "SQL store";

    private StoreChecks() {}

    static Finding of(SchemaState schema) {
        if (schema.isNewer()) {
            return Finding.wrong(
                    WHERE,
                    "its schema (" + schema.version() + ") is of a later version than this command",
                    "Use the version that migrated it: an older sink may not write to it.");
        }
        if (schema.version().isEmpty()) {
            return Finding.wrong(WHERE, "it has no schema", "Start a sink, which makes it.");
        }
        return schema.pending() > 0
                ? Finding.wrong(
                        WHERE,
                        "its schema is " + schema.version() + "; " + schema.pending() + " migrations are missing",
                        "Start a sink of this version, which makes them.")
                : Finding.ok(WHERE, "schema " + schema.version());
    }

    static Finding unreachable(String why) {
        return Finding.wrong(
                WHERE,
                "no answer: " + why,
                "Is it running, and are PARLEY_SQL_URL, PARLEY_SQL_USER and PARLEY_SQL_PASSWORD_FILE right?");
    }
}
