package dev.parley.schemas.registry;

import java.util.List;

/** What came of the wish to register a schema. */
sealed interface Registration {
    /** It has this id, now or since long ago. */
    record Registered(int id) implements Registration {}

    /** It may not follow the versions that there are. */
    record Incompatible(List<String> objections) implements Registration {}
}
