package dev.parley.sinks.sql;

import dev.parley.readmodel.Samples;
import dev.parley.schemas.Event;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.connect.sink.SinkRecord;

/** Events of a later version, whose body and content are of kinds that this version does not know. */
record NewerRecords(SchemaRegistry registry) {
    private static final Schema LATER_BODY = kind("LaterBody");
    private static final Schema LATER_CONTENT = kind("LaterContent");
    private static final Schema EVENT = later(Event.getClassSchema());

    SinkRecord of(long offset, String conversation, long seq) {
        var key = Keys.of(Samples.TENANT, conversation);
        return SinkRecords.raw("events", offset, key, bytes(conversation, seq));
    }

    private byte[] bytes(String conversation, long seq) {
        var event = new GenericData.Record(EVENT);
        event.put("eventId", new GenericData.Fixed(EVENT.getField("eventId").schema(), new byte[16]));
        event.put("tenant", Samples.TENANT);
        event.put("conversation", conversation);
        event.put("seq", seq);
        event.put("messageNo", seq);
        event.put("at", Samples.START.toEpochMilli());
        event.put("contentKeyId", 0);
        event.put("content", new GenericData.Record(LATER_CONTENT));
        event.put("body", new GenericData.Record(LATER_BODY));
        return encoded(event);
    }

    private byte[] encoded(GenericRecord event) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(AvroWriter.HEADER_BYTES)
                .put((byte) 0)
                .putInt(registry.register("events-value", EVENT))
                .array());
        try {
            var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new GenericDatumWriter<GenericRecord>(EVENT).write(event, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Schema kind(String name) {
        return SchemaBuilder.record(name)
                .namespace("dev.parley.schemas")
                .fields()
                .endRecord();
    }

    private static Schema later(Schema known) {
        var fields = known.getFields().stream()
                .map(field -> switch (field.name()) {
                    case "body" -> new Schema.Field(field, with(field.schema(), LATER_BODY));
                    case "content" -> new Schema.Field(field, with(field.schema(), LATER_CONTENT));
                    default -> new Schema.Field(field, field.schema());
                })
                .toList();
        return Schema.createRecord(known.getName(), known.getDoc(), known.getNamespace(), false, fields);
    }

    private static Schema with(Schema union, Schema branch) {
        var branches = new ArrayList<>(union.getTypes());
        branches.add(branch);
        return Schema.createUnion(branches);
    }
}
