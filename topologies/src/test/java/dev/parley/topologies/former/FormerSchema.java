package dev.parley.topologies.former;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Writes present records in the schema of an earlier version; what that lacks is lost. */
final class FormerSchema {
    private FormerSchema() {}

    static byte[] converted(SpecificRecord record, Schema former) {
        try {
            var present = new ByteArrayOutputStream();
            var presentEncoder = EncoderFactory.get().directBinaryEncoder(present, null);
            new SpecificDatumWriter<SpecificRecord>(record.getSchema()).write(record, presentEncoder);
            presentEncoder.flush();
            var decoder = DecoderFactory.get().binaryDecoder(present.toByteArray(), null);
            var generic = new GenericDatumReader<>(record.getSchema(), former).read(null, decoder);
            var bytes = new ByteArrayOutputStream();
            var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new GenericDatumWriter<>(former).write(generic, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
