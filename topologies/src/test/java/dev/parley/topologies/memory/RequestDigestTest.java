package dev.parley.topologies.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.CreateGroup;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.JoinGroup;
import dev.parley.schemas.LeaveGroup;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.serde.SpecificDataModels;
import dev.parley.schemas.topics.Topics;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;

class RequestDigestTest {
    static {
        // Builders make defaults of the classes that this tells Avro to trust.
        var _ = SpecificDataModels.create();
    }

    private static final Schema KIND =
            SchemaBuilder.enumeration("Kind").namespace("test").symbols("TEXT", "IMAGE");
    private static final Schema MORE_KINDS =
            SchemaBuilder.enumeration("Kind").namespace("test").symbols("NONE", "IMAGE", "TEXT");
    private static final PostMessage REPLY = PostMessage.newBuilder()
            .setContent(MessageContent.newBuilder().setText("hello").build())
            .setReplyToId("m-1")
            .build();
    private static final CreateGroup GROUP = CreateGroup.newBuilder()
            .setName("G")
            .setAccess(GroupAccess.PRIVATE)
            .setTags(List.of("a", "b"))
            .build();

    private final RequestDigest digests = new RequestDigest(Topics.ACTIONS);

    @Test
    void isTheSameUnderASchemaWithMoreOptionalFields() {
        var former = post(former(), KIND).build();
        var now = post(present(), MORE_KINDS).build();
        assertArrayEquals(digests.of(former), digests.of(now));
    }

    @Test
    void tellsASetFieldFromOneThatIsNot() {
        assertAllDiffer(
                post(present(), MORE_KINDS).build(),
                post(present(), MORE_KINDS).set("color", "red").build(),
                post(present(), MORE_KINDS).set("color", "").build(),
                post(present(), MORE_KINDS).set("priority", 1).build(),
                post(present(), MORE_KINDS).set("labels", List.of("x")).build(),
                post(present(), MORE_KINDS)
                        .set("kind", new GenericData.EnumSymbol(MORE_KINDS, "IMAGE"))
                        .build());
    }

    @Test
    void tellsBodiesApart() {
        assertAllDiffer(
                REPLY,
                PostMessage.newBuilder(REPLY).setReplyToId("m-2").build(),
                PostMessage.newBuilder(REPLY)
                        .setReplyToId(null)
                        .setParentId("m-1")
                        .build(),
                PostMessage.newBuilder(REPLY)
                        .setContent(MessageContent.newBuilder().setText("hell").build())
                        .build(),
                PostMessage.newBuilder(REPLY)
                        .setContent(MessageContent.newBuilder().setData("hello").build())
                        .build(),
                GROUP,
                CreateGroup.newBuilder(GROUP).setTags(List.of("ab")).build(),
                CreateGroup.newBuilder(GROUP).setTags(List.of("b", "a")).build(),
                CreateGroup.newBuilder(GROUP).setAccess(GroupAccess.PUBLIC).build(),
                new LeaveGroup(),
                new JoinGroup(null),
                new JoinGroup(ByteBuffer.wrap(new byte[0])),
                new JoinGroup(ByteBuffer.wrap(new byte[] {1})));
    }

    /** Digests are kept in the state: another form would refuse every retry across the upgrade. */
    @Test
    void keepsItsForm() {
        assertEquals("3324514d261924970db44889facfc09a", hex(digests.of(REPLY)));
        assertEquals("873f164adddadc2b28f8ef1a8b86a52c", hex(digests.of(GROUP)));
    }

    @Test
    void knowsTheDigestsOfVersion1() {
        assertTrue(isOf("c943ca4e2288335621064ebe23c5e5c1", REPLY));
        assertTrue(isOf("c8ed07c4b0066e5a14ea1f9c349269bc", GROUP));
        assertFalse(isOf("c943ca4e2288335621064ebe23c5e5c1", GROUP));
        assertFalse(
                isOf("c943ca4e2288335621064ebe23c5e5c1", post(former(), KIND).build()));
    }

    @Test
    void canBeUsedAgainAndAgain() {
        var first = digests.of(REPLY);
        digests.of(PostMessage.newBuilder(REPLY)
                .setContent(
                        MessageContent.newBuilder().setText("x".repeat(10_000)).build())
                .build());
        assertArrayEquals(first, digests.of(REPLY));
    }

    private boolean isOf(String remembered, Object body) {
        return digests.isOf(HexFormat.of().parseHex(remembered), digests.of(body), body);
    }

    private void assertAllDiffer(Object... bodies) {
        assertEquals(
                bodies.length,
                Stream.of(bodies).map(body -> hex(digests.of(body))).distinct().count());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static GenericRecordBuilder post(Schema schema, Schema kinds) {
        var content = new GenericRecordBuilder(schema.getField("content").schema());
        return new GenericRecordBuilder(schema)
                .set("content", content.set("text", "hello").build())
                .set("kind", new GenericData.EnumSymbol(kinds, "TEXT"));
    }

    private static Schema former() {
        var content = SchemaBuilder.record("Content")
                .namespace("test")
                .fields()
                .requiredString("text")
                .endRecord();
        return SchemaBuilder.record("Post")
                .namespace("test")
                .fields()
                .name("content")
                .type(content)
                .noDefault()
                .name("kind")
                .type(KIND)
                .noDefault()
                .endRecord();
    }

    /** The same in another order, with new fields in front, behind and inside. */
    private static Schema present() {
        var content = SchemaBuilder.record("Content")
                .namespace("test")
                .fields()
                .optionalString("format")
                .requiredString("text")
                .endRecord();
        return SchemaBuilder.record("Post")
                .namespace("test")
                .fields()
                .optionalString("color")
                .name("kind")
                .type(MORE_KINDS)
                .noDefault()
                .name("content")
                .type(content)
                .noDefault()
                .name("priority")
                .type()
                .intType()
                .intDefault(5)
                .name("labels")
                .type()
                .array()
                .items()
                .stringType()
                .arrayDefault(List.of())
                .endRecord();
    }
}
