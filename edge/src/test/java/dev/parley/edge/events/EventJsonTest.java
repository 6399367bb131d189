package dev.parley.edge.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.edge.api.JsonBodies;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.api.Samples;
import dev.parley.schemas.EncryptedContent;
import dev.parley.schemas.Event;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.GroupCreated;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberLeft;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.MessageDeleted;
import dev.parley.schemas.MessageKind;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;

class EventJsonTest {
    private static final String HEAD = "\"seq\":4,\"messageNo\":3,\"eventId\":\"ab000000000000000000000000000001\",";
    private static final String WHO = "\"actor\":\"alice\",\"at\":\"2026-11-22T10:00:00.123Z\",\"clientMsgId\":\"c1\",";

    @Test
    void showsAMessageAsTheApiDoes() {
        assertEquals(
                "{\"conversation\":\"d:alice:bob\"," + HEAD + "\"event\":\"message.created\"," + WHO
                        + "\"data\":{\"message\":{\"id\":\"" + Samples.MESSAGE_ID
                        + "\",\"kind\":\"text\",\"text\":\"hi\"}}}",
                text(EventJson.of(Samples.message("hi"))));
    }

    @Test
    void beginsAFrameWithItsType() {
        var event = Samples.message("hi");
        assertEquals("{\"type\":\"event\"," + text(EventJson.of(event)).substring(1), text(EventJson.frame(event)));
    }

    @Test
    void showsEverythingThatAMessageMayHold() {
        var content = new MessageContent("t", "{\"a\":1.50}", List.of("bob"), List.of("x"), "{}", List.of());
        var event = Samples.event("g:team", new MessageCreated("m", MessageKind.CUSTOM, "p", "r", null))
                .setContent(content)
                .build();
        assertEquals(
                "{\"message\":{\"id\":\"m\",\"kind\":\"custom\",\"text\":\"t\",\"data\":{\"a\":1.50},\"mentions\":[\"bob\"],"
                        + "\"tags\":[\"x\"],\"metadata\":{},\"parentId\":\"p\",\"replyToId\":\"r\"}}",
                dataOf(event));
    }

    @Test
    void showsNothingOfEncryptedContent() {
        var event = Samples.event("g:team", new MessageCreated("m", MessageKind.TEXT, null, null, null))
                .setContentKeyId(7)
                .setContent(new EncryptedContent(ByteBuffer.wrap("secret".getBytes(UTF_8))))
                .build();
        assertEquals(
                "{\"message\":{\"id\":\"m\",\"kind\":\"text\",\"content\":\"erased-or-encrypted\"}}", dataOf(event));
    }

    @Test
    void showsThatAMessagesTimeIsOverAndNobodyDeletedIt() {
        var expired = Samples.event("g:team", new MessageDeleted("m", 3L, "alice", true))
                .setActor(null)
                .build();
        assertEquals(
                "{\"messageId\":\"m\",\"messageSeq\":3,\"sender\":\"alice\",\"expired\":true,\"version\":"
                        + expired.getSeq() + "}",
                dataOf(expired));
    }

    @Test
    void showsGroupsAndMembers() {
        assertEquals(
                "{\"group\":{\"id\":\"team\",\"name\":\"Team\",\"access\":\"public\",\"owner\":\"alice\",\"description\":\"d\","
                        + "\"icon\":\"i\",\"tags\":[\"x\"],\"metadata\":{\"a\":1}}}",
                dataOf(Samples.event(
                                "g:team",
                                new GroupCreated(
                                        "Team", GroupAccess.PUBLIC, "alice", "d", "i", List.of("x"), "{\"a\":1}", 1))
                        .build()));
        assertEquals(
                "{\"user\":\"bob\",\"role\":\"participant\",\"memberCount\":2}",
                dataOf(Samples.event("g:team", new MemberJoined("bob", MemberRole.PARTICIPANT, 2L, null))
                        .build()));
        assertEquals(
                "{\"user\":\"bob\",\"memberCount\":1}",
                dataOf(Samples.event("g:team", new MemberLeft("bob", 1L)).build()));
    }

    @Test
    void leavesOutWhatThereIsNot() {
        var json = text(EventJson.of(Samples.event("g:team", new MemberLeft("bob", 1L))
                .setActor(null)
                .setActionId(null)
                .build()));
        assertFalse(json.contains("actor") || json.contains("clientMsgId"), json);
    }

    @Test
    void keepsTextByteForByte() {
        var text = "\u202E\"quoted\"\\ \u200B \uD83D\uDC69\u200D\uD83D\uDC67 \u0001 \u2028 e\u0301 </script>";
        var json = EventJson.of(Samples.message(text));
        var read = JsonBodies.read(json);
        var message = ((Parsed.Valid<ObjectNode>) read).value().at("/data/message/text");
        assertEquals(text, message.textValue());
    }

    @Test
    void hasAWriterForEveryBranchAndNoOther() {
        var branches = Event.getClassSchema().getField("body").schema().getTypes().stream()
                .map(Schema::getFullName)
                .collect(Collectors.toCollection(TreeSet::new));
        var written = EventWriters.ALL.stream()
                .map(writer -> writer.kind().getName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(branches, written);
        assertEquals(
                EventWriters.ALL.size(),
                EventWriters.ALL.stream().map(EventWriter::name).distinct().count());
    }

    @Test
    void showsTheEnvelopeOfAKindThatItDoesNotKnow() {
        var schema = SchemaBuilder.record("OfTomorrow")
                .fields()
                .optionalString("secret")
                .endRecord();
        var body = new GenericRecordBuilder(schema).set("secret", "x").build();
        var event = Samples.event("d:alice:bob", body).build();
        assertEquals(
                "{\"conversation\":\"d:alice:bob\"," + HEAD + "\"event\":\"unknown\"," + WHO + "\"data\":{}}",
                text(EventJson.of(event)));
    }

    private static String dataOf(Event event) {
        var json = text(EventJson.of(event));
        return json.substring(json.indexOf("\"data\":") + 7, json.length() - 1);
    }

    private static String text(byte[] json) {
        return new String(json, UTF_8);
    }
}
