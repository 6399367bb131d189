package dev.parley.schemas.serde;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.schemas.Event;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.MessageKind;
import dev.parley.schemas.registry.InMemoryRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An old reader on a newer union: the envelope is kept, whatever happened. */
class UnknownBranchTest {
    private static final Schema POLL = SchemaBuilder.record("PollOpened")
            .namespace("dev.parley.schemas")
            .fields()
            .requiredString("messageId")
            .endRecord();
    private static final Schema SEALED_CONTENT = SchemaBuilder.record("SealedContent")
            .namespace("dev.parley.schemas")
            .fields()
            .requiredBytes("box")
            .endRecord();

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final Schema newer = newer();
    private final AvroReader<Event> reader = new AvroReader<>(registry, Event.getClassSchema());

    @Test
    void keepsTheEnvelopeOfAnUnknownKind() throws IOException {
        var poll = new GenericData.Record(POLL);
        poll.put("messageId", "m-1");
        var event = reader.read(written(poll, null));
        assertEquals("acme", event.getTenant());
        assertEquals("g:team", event.getConversation());
        assertEquals(7, event.getSeq());
        assertEquals(3, event.getMessageNo());
        assertEquals(1_700_000_000_000L, event.getAt().toEpochMilli());
        var body = assertInstanceOf(GenericData.Record.class, event.getBody());
        assertEquals("PollOpened", body.getSchema().getName());
        assertEquals("m-1", String.valueOf(body.get("messageId")));
    }

    @Test
    void keepsAKnownKindAsItsClassBesideAnUnknownContent() throws IOException {
        var sealed = new GenericData.Record(SEALED_CONTENT);
        sealed.put("box", ByteBuffer.wrap(new byte[] {1}));
        var event = reader.read(written(created(), sealed));
        assertEquals(
                "m-1", assertInstanceOf(MessageCreated.class, event.getBody()).getMessageId());
        assertInstanceOf(GenericData.Record.class, event.getContent());
    }

    @Test
    void readsKnownKindsOfANewerSchemaAsAlways() throws IOException {
        var content = new GenericData.Record(MessageContent.getClassSchema());
        content.put("text", "hi");
        content.put("mentions", List.of());
        content.put("tags", List.of());
        content.put("attachments", List.of());
        var event = reader.read(written(created(), content));
        assertInstanceOf(MessageCreated.class, event.getBody());
        assertEquals(
                "hi", assertInstanceOf(MessageContent.class, event.getContent()).getText());
    }

    @Test
    void refusesBytesThatAreCutOffInAnUnknownKind() throws IOException {
        var poll = new GenericData.Record(POLL);
        poll.put("messageId", "m-1");
        var whole = written(poll, null);
        var cut = Arrays.copyOf(whole, whole.length - 2);
        assertThrows(UnreadableRecordException.class, () -> reader.read(cut));
    }

    private GenericRecord created() {
        var created = new GenericData.Record(MessageCreated.getClassSchema());
        created.put("messageId", "m-1");
        created.put("kind", new GenericData.EnumSymbol(MessageKind.getClassSchema(), "TEXT"));
        created.put("mentionsAll", false);
        return created;
    }

    private byte[] written(GenericRecord body, @Nullable GenericRecord content) throws IOException {
        var event = new GenericData.Record(newer);
        event.put("eventId", new GenericData.Fixed(newer.getField("eventId").schema(), new byte[16]));
        event.put("tenant", "acme");
        event.put("conversation", "g:team");
        event.put("seq", 7L);
        event.put("messageNo", 3L);
        event.put("at", 1_700_000_000_000L);
        event.put("contentKeyId", 0);
        event.put("content", content);
        event.put("body", body);
        var id = registry.register("events-value", newer);
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(AvroWriter.HEADER_BYTES)
                .put(AvroWriter.MAGIC)
                .putInt(id)
                .array());
        var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(newer).write(event, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static Schema newer() {
        var known = Event.getClassSchema();
        var fields = new ArrayList<Schema.Field>();
        for (var field : known.getFields()) {
            fields.add(
                    switch (field.name()) {
                        case "body" -> new Schema.Field(field, with(field.schema(), POLL));
                        case "content" -> new Schema.Field(field, with(field.schema(), SEALED_CONTENT));
                        default -> new Schema.Field(field, field.schema());
                    });
        }
        return Schema.createRecord(known.getName(), known.getDoc(), known.getNamespace(), false, fields);
    }

    private static Schema with(Schema union, Schema branch) {
        var branches = new ArrayList<>(union.getTypes());
        branches.add(branch);
        return Schema.createUnion(branches);
    }
}
