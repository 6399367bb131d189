package dev.parley.schemas.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;

/** What a new version of a schema must be able to do with the versions before it. */
enum Compatibility {
    NONE(false, false, false),
    BACKWARD(true, false, false),
    BACKWARD_TRANSITIVE(true, false, true),
    FORWARD(false, true, false),
    FORWARD_TRANSITIVE(false, true, true),
    FULL(true, true, false),
    FULL_TRANSITIVE(true, true, true);

    private final boolean readsOld;
    private final boolean isReadByOld;
    private final boolean isTransitive;

    Compatibility(boolean readsOld, boolean isReadByOld, boolean isTransitive) {
        this.readsOld = readsOld;
        this.isReadByOld = isReadByOld;
        this.isTransitive = isTransitive;
    }

    /** What speaks against the candidate; empty where it may come after these versions (oldest first). */
    List<String> objections(Schema candidate, List<Schema> versions) {
        var compared = isTransitive || versions.isEmpty() ? versions : List.of(versions.getLast());
        return compared.stream()
                .flatMap(version -> objections(candidate, version).stream())
                .toList();
    }

    private List<String> objections(Schema candidate, Schema version) {
        var objections = new ArrayList<String>();
        if (readsOld) {
            objectionsToReading(candidate, version)
                    .map(text -> "The new schema cannot read what the old one wrote: " + text)
                    .forEach(objections::add);
        }
        if (isReadByOld) {
            objectionsToReading(version, candidate)
                    .map(text -> "The old schema cannot read what the new one writes: " + text)
                    .forEach(objections::add);
        }
        return objections;
    }

    private static Stream<String> objectionsToReading(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()
                .stream()
                .map(each -> each.getType() + " at " + each.getLocation() + ": " + each.getMessage());
    }
}
