package dev.parley.schemas.registry;

import java.util.Optional;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/** Reads schemas that others wrote. */
final class SchemaText {
    private SchemaText() {}

    /** The schema, or empty where the text is none. */
    static Optional<Schema> parse(String text) {
        try {
            return Optional.of(new Schema.Parser(NameValidator.UTF_VALIDATOR).parse(text));
        } catch (SchemaParseException | org.apache.avro.AvroTypeException e) {
            return Optional.empty();
        }
    }
}
