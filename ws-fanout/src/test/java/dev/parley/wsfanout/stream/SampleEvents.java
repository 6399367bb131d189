package dev.parley.wsfanout.stream;

import dev.parley.schemas.Event;
import dev.parley.schemas.EventId;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.GroupCreated;
import dev.parley.schemas.GroupDeleted;
import dev.parley.schemas.MemberAdded;
import dev.parley.schemas.MemberBanned;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberLeft;
import dev.parley.schemas.MemberRemoved;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.MessageKind;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.serde.AvroWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.specific.SpecificRecord;

/** Makes events, their records and their frames. */
public final class SampleEvents {
    public static final InMemoryRegistry REGISTRY = new InMemoryRegistry();
    private static final AvroWriter<Event> WRITER = new AvroWriter<>(REGISTRY, "events", Event.getClassSchema());

    // What a newer version writes: a kind that this one does not know.
    private static final Schema POLL = kind("PollOpened");
    private static final AvroWriter<Event> NEWER_WRITER = new AvroWriter<>(REGISTRY, "newer-events", withKinds(POLL));

    /** Frames that hold {@code tenant|conversation|seq}. */
    public static final EventCodec CODEC = new EventCodec(
            new AvroReader<>(REGISTRY, Event.getClassSchema()),
            event -> (event.getTenant() + "|" + event.getConversation() + "|" + event.getSeq())
                    .getBytes(StandardCharsets.UTF_8),
            MembershipChange::of);

    private SampleEvents() {}

    public static Event message(String tenant, String conversation, long seq) {
        return event(
                tenant,
                conversation,
                seq,
                new MessageCreated("m" + seq, MessageKind.TEXT, null, null, null, null, false));
    }

    public static Event created(String tenant, String conversation, long seq, String owner) {
        var group = new GroupCreated(
                "n", GroupAccess.PUBLIC, owner, null, null, List.of(), null, 1, MemberRole.PARTICIPANT);
        return event(tenant, conversation, seq, group);
    }

    public static Event joined(String tenant, String conversation, long seq, String user) {
        return event(tenant, conversation, seq, new MemberJoined(user, MemberRole.PARTICIPANT, 2L, null, null));
    }

    public static Event left(String tenant, String conversation, long seq, String user) {
        return event(tenant, conversation, seq, new MemberLeft(user, 1L));
    }

    /** @param wasMember whether a membership ended with the ban */
    public static Event banned(String tenant, String conversation, long seq, String user, boolean wasMember) {
        return event(tenant, conversation, seq, new MemberBanned(user, null, null, 1L, wasMember));
    }

    /** Of a kind that this version does not know. */
    public static Event unknown(String tenant, String conversation, long seq) {
        return event(tenant, conversation, seq, new GenericRecordBuilder(POLL).build());
    }

    /** The end of all memberships. */
    public static Event deleted(String tenant, String conversation, long seq) {
        return event(tenant, conversation, seq, new GroupDeleted());
    }

    public static Event added(String tenant, String conversation, long seq, String user) {
        return event(tenant, conversation, seq, new MemberAdded(user, MemberRole.PARTICIPANT, 2L));
    }

    public static Event removed(String tenant, String conversation, long seq, String user) {
        return event(tenant, conversation, seq, new MemberRemoved(user, 1L));
    }

    private static Schema kind(String name) {
        return SchemaBuilder.record(name)
                .namespace("dev.parley.schemas")
                .fields()
                .name("note")
                .type()
                .stringType()
                .stringDefault("new")
                .endRecord();
    }

    private static Schema withKinds(Schema... kinds) {
        var known = Event.getClassSchema();
        var fields = new ArrayList<Schema.Field>();
        for (var field : known.getFields()) {
            var schema = field.schema();
            if (field.name().equals("body")) {
                var branches = new ArrayList<>(schema.getTypes());
                branches.addAll(List.of(kinds));
                schema = Schema.createUnion(branches);
            }
            fields.add(new Schema.Field(field, schema));
        }
        return Schema.createRecord(known.getName(), known.getDoc(), known.getNamespace(), false, fields);
    }

    public static Event message(String tenant, String conversation, long seq, String text) {
        return event(
                tenant,
                conversation,
                seq,
                text,
                new MessageCreated("m" + seq, MessageKind.TEXT, null, null, null, null, false));
    }

    public static Event event(String tenant, String conversation, long seq, Object body) {
        return event(tenant, conversation, seq, "text " + seq, body);
    }

    private static Event event(String tenant, String conversation, long seq, String text, Object body) {
        var content = new MessageContent(text, null, List.of(), List.of(), null, List.of());
        return Event.newBuilder()
                .setEventId(id(Objects.hash(tenant, conversation, seq)))
                .setTenant(tenant)
                .setConversation(conversation)
                .setSeq(seq)
                .setMessageNo(seq)
                .setActor("somebody")
                .setAt(Instant.ofEpochMilli(seq))
                .setActionId("a" + seq)
                .setContent(content)
                .setBody(body)
                .build();
    }

    public static EventId id(int number) {
        return new EventId(ByteBuffer.allocate(16).putInt(number).array());
    }

    public static byte[] wire(Event event) {
        return (event.getBody() instanceof SpecificRecord ? WRITER : NEWER_WRITER).write(event);
    }

    static LoggedEvent logged(int partition, long offset, Event event) {
        return CODEC.logged(new LoggedEvent.Place(partition, offset), event, wire(event));
    }
}
