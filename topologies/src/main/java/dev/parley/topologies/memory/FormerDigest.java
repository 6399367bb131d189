package dev.parley.topologies.memory;

import dev.parley.schemas.topics.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/**
 * Recognises digests that version 1 remembered: of the body in Avro, under the schema of that time (resources
 * {@code <topic>-1.avsc}). Without this, a retry across the upgrade would be refused as another request. Needed until no
 * entry of version 1 can be younger than 24 hours. One thread.
 */
final class FormerDigest {
    private static final int INITIAL_BYTES = 256;

    private final @Nullable GenericDatumWriter<Object> writer;

    private FormerDigest(@Nullable Schema bodies) {
        this.writer = bodies == null ? null : new GenericDatumWriter<>(bodies, new ByName());
    }

    /** Of a topic's actions; recognises nothing where version 1 did not have that topic. */
    static FormerDigest of(Topic topic) {
        try (var schema = FormerDigest.class.getResourceAsStream(topic.name() + "-1.avsc")) {
            return new FormerDigest(schema == null ? null : new Schema.Parser().parse(schema));
        } catch (IOException e) {
            throw new UncheckedIOException("A resource cannot be read.", e);
        }
    }

    boolean isOf(byte[] remembered, Object body) {
        if (writer == null) {
            return false;
        }
        var bytes = new ByteArrayOutputStream(INITIAL_BYTES);
        try {
            var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            writer.write(body, encoder);
            encoder.flush();
        } catch (AvroRuntimeException | NullPointerException e) {
            // Avro's answers to a record or a symbol that the schema lacks: version 1 never remembered such a body.
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("A byte array refused bytes.", e);
        }
        return Arrays.equals(remembered, ActionIdentity.digest(bytes.toByteArray()));
    }

    /** Finds fields by name, because they may have moved since. */
    private static final class ByName extends SpecificData {
        @Override
        public @Nullable Object getField(Object holder, String name, int position) {
            var record = (IndexedRecord) holder;
            var field = record.getSchema().getField(name);
            return field == null ? null : record.get(field.pos());
        }
    }
}
