package dev.parley.topologies.fold;

import dev.parley.schemas.Event;
import dev.parley.schemas.EventId;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Events of the tenant {@code acme}; one is a second later than the one before it. */
public final class EventSamples {
    public static final long BEGIN = 1_700_000_000_000L;

    private static final int ID_BYTES = 16;

    private EventSamples() {}

    public static Event event(String conversation, long seq, long messageNo, Object body) {
        return event(conversation, "al", seq, messageNo, body);
    }

    public static Event event(String conversation, @Nullable String actor, long seq, long messageNo, Object body) {
        return Event.newBuilder()
                .setEventId(new EventId(new byte[ID_BYTES]))
                .setTenant("acme")
                .setConversation(conversation)
                .setSeq(seq)
                .setMessageNo(messageNo)
                .setActor(actor)
                .setAt(Instant.ofEpochMilli(at(seq)))
                .setActionId("action-" + seq)
                .setContent(
                        body instanceof MessageCreated
                                ? MessageContent.newBuilder()
                                        .setText("What was said.")
                                        .setMentions(List.of("bo"))
                                        .build()
                                : null)
                .setBody(body)
                .build();
    }

    /** When the event with this seq happens, in milliseconds. */
    public static long at(long seq) {
        return BEGIN + 1_000 * seq;
    }

    public static MessageCreated message(@Nullable String parentId) {
        return MessageCreated.newBuilder()
                .setMessageId("m")
                .setParentId(parentId)
                .build();
    }

    /** One of each kind of body, with something in each field. */
    public static Stream<SpecificRecord> bodies() {
        return Event.getClassSchema().getField("body").schema().getTypes().stream()
                .map(schema -> (SpecificRecord) filled(schema));
    }

    private static @Nullable Object filled(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case STRING -> "al";
            case INT -> 1;
            case LONG -> schema.getLogicalType() instanceof LogicalTypes.TimestampMillis ? Instant.EPOCH : (Object) 1L;
            case BOOLEAN -> true;
            case ENUM -> SpecificData.get().createEnum(schema.getEnumSymbols().getFirst(), schema);
            case ARRAY -> List.of();
            case UNION -> filled(schema.getTypes().getLast());
            default -> throw new IllegalArgumentException("No sample of " + schema.getType());
        };
    }

    private static SpecificRecord record(Schema schema) {
        var record =
                (SpecificRecord) SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
        schema.getFields().forEach(field -> record.put(field.pos(), filled(field.schema())));
        return record;
    }
}
