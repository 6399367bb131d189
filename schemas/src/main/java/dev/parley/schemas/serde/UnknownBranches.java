package dev.parley.schemas.serde;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/**
 * Lets a reader accept the union branches that a newer writer knows and it does not: an unknown kind of event costs its reader
 * the content of that kind, never the envelope around it.
 */
final class UnknownBranches {
    private UnknownBranches() {}

    /** The reader's record schema, with the writer's unknown branches appended to each union that is a field of it. */
    static Schema added(Schema reader, Schema writer) {
        if (reader.getType() != Schema.Type.RECORD
                || writer.getType() != Schema.Type.RECORD
                || !hasUnknown(reader, writer)) {
            return reader;
        }
        var fields = reader.getFields().stream()
                .map(field -> new Schema.Field(field, extended(field, writer)))
                .toList();
        return Schema.createRecord(reader.getName(), reader.getDoc(), reader.getNamespace(), false, fields);
    }

    private static boolean hasUnknown(Schema reader, Schema writer) {
        return reader.getFields().stream()
                .anyMatch(field -> !unknown(field, writer).isEmpty());
    }

    private static Schema extended(Schema.Field field, Schema writer) {
        var unknown = unknown(field, writer);
        if (unknown.isEmpty()) {
            return field.schema();
        }
        var branches = new ArrayList<>(field.schema().getTypes());
        branches.addAll(unknown);
        return Schema.createUnion(branches);
    }

    /** The records of the writer's union that have a name which the reader's union lacks. */
    private static List<Schema> unknown(Schema.Field field, Schema writer) {
        var written = Optional.ofNullable(writer.getField(field.name())).map(Schema.Field::schema);
        if (!field.schema().isUnion() || written.isEmpty() || !written.get().isUnion()) {
            return List.of();
        }
        var known = namesOf(field.schema());
        return written.get().getTypes().stream()
                .filter(branch -> branch.getType() == Schema.Type.RECORD && !known.contains(branch.getFullName()))
                .toList();
    }

    private static Set<String> namesOf(Schema union) {
        return union.getTypes().stream().map(Schema::getFullName).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
