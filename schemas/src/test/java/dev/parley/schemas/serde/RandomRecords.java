package dev.parley.schemas.serde;

import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.topics.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;

/** Records of a topic with values that a seed chose, in wire format, written by nothing of ours. */
final class RandomRecords {
    private RandomRecords() {}

    static List<byte[]> of(Topic topic, SchemaRegistry registry, int count, long seed) throws IOException {
        var id = registry.register(topic.name() + "-value", topic.value());
        var records = new ArrayList<byte[]>();
        for (var value : new RandomData(topic.value(), count, seed)) {
            var bytes = new ByteArrayOutputStream();
            bytes.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
            var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new GenericDatumWriter<>(topic.value()).write(value, encoder);
            encoder.flush();
            records.add(bytes.toByteArray());
        }
        return records;
    }
}
