package dev.parley.edge.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.edge.api.JsonBodies;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.api.Samples;
import dev.parley.schemas.Attachment;
import dev.parley.schemas.EncryptedContent;
import dev.parley.schemas.Event;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.GroupCreated;
import dev.parley.schemas.GroupDeleted;
import dev.parley.schemas.GroupOwnerChanged;
import dev.parley.schemas.GroupUpdated;
import dev.parley.schemas.InviteCreated;
import dev.parley.schemas.InviteRevoked;
import dev.parley.schemas.MemberAdded;
import dev.parley.schemas.MemberBanned;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberLeft;
import dev.parley.schemas.MemberMuted;
import dev.parley.schemas.MemberRemoved;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.MemberRoleChanged;
import dev.parley.schemas.MemberUnbanned;
import dev.parley.schemas.MemberUnmuted;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.MessageDeleted;
import dev.parley.schemas.MessageEdited;
import dev.parley.schemas.MessageKind;
import dev.parley.schemas.MessagePinned;
import dev.parley.schemas.MessageUnpinned;
import dev.parley.schemas.ReactionAdded;
import dev.parley.schemas.ReactionRemoved;
import java.nio.ByteBuffer;
import java.time.Instant;
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
        var event = Samples.event("g:team", new MessageCreated("m", MessageKind.CUSTOM, "p", "r", null, 2L, true))
                .setContent(content)
                .build();
        assertEquals(
                "{\"message\":{\"id\":\"m\",\"kind\":\"custom\",\"text\":\"t\",\"data\":{\"a\":1.50},\"mentions\":[\"bob\"],"
                        + "\"tags\":[\"x\"],\"metadata\":{},\"parentId\":\"p\",\"replyToId\":\"r\"},\"mentionsAll\":true}",
                dataOf(event));
    }

    @Test
    void showsNothingOfEncryptedContent() {
        var event = Samples.event("g:team", new MessageCreated("m", MessageKind.TEXT, null, null, null, null, false))
                .setContentKeyId(7)
                .setContent(new EncryptedContent(ByteBuffer.wrap("secret".getBytes(UTF_8))))
                .build();
        assertEquals(
                "{\"message\":{\"id\":\"m\",\"kind\":\"text\",\"content\":\"erased-or-encrypted\"}}", dataOf(event));
    }

    @Test
    void showsThatAMessagesTimeIsOverAndNobodyDeletedIt() {
        var expired = Samples.event("g:team", new MessageDeleted("m", 3L, "alice", true, null))
                .setActor(null)
                .build();
        assertEquals(
                "{\"messageId\":\"m\",\"messageSeq\":3,\"sender\":\"alice\",\"expired\":true,\"version\":"
                        + expired.getSeq() + "}",
                dataOf(expired));
    }

    @Test
    void showsWhichThreadAnEditedOrDeletedReplyBelongsTo() {
        var content = new MessageContent(null, null, List.of("@all"), List.of(), null, List.of());
        assertEquals(
                "{\"message\":{\"id\":\"m\",\"mentions\":[\"@all\"]},\"messageSeq\":3,\"sender\":\"bob\",\"parentId\":\"p\","
                        + "\"mentionsAll\":true,\"version\":4}",
                dataOf(Samples.event("g:team", new MessageEdited("m", 3L, "bob", List.of("mentions"), true, "p", 2L))
                        .setContent(content)
                        .build()));
        assertEquals(
                "{\"messageId\":\"m\",\"messageSeq\":3,\"sender\":\"bob\",\"parentId\":\"p\",\"by\":\"alice\",\"version\":4}",
                dataOf(new MessageDeleted("m", 3L, "bob", false, "p")));
    }

    @Test
    void showsGroupsAndMembers() {
        assertEquals(
                "{\"group\":{\"id\":\"team\",\"name\":\"Team\",\"access\":\"public\",\"owner\":\"alice\",\"description\":\"d\","
                        + "\"icon\":\"i\",\"tags\":[\"x\"],\"metadata\":{\"a\":1},\"mentionAllFrom\":\"participant\"}}",
                dataOf(Samples.event(
                                "g:team",
                                new GroupCreated(
                                        "Team",
                                        GroupAccess.PUBLIC,
                                        "alice",
                                        "d",
                                        "i",
                                        List.of("x"),
                                        "{\"a\":1}",
                                        1,
                                        MemberRole.PARTICIPANT))
                        .build()));
        assertEquals(
                "{\"user\":\"bob\",\"role\":\"participant\",\"memberCount\":2}",
                dataOf(Samples.event("g:team", new MemberJoined("bob", MemberRole.PARTICIPANT, 2L, null, null))
                        .build()));
        assertEquals(
                "{\"user\":\"bob\",\"memberCount\":1}",
                dataOf(Samples.event("g:team", new MemberLeft("bob", 1L)).build()));
    }

    @Test
    void showsTheFieldsOfAGroupThatChanged() {
        var changed = new GroupUpdated(
                List.of("access", "icon", "tags", "metadata", "slowModeSeconds", "mentionAllFrom", "later"),
                "not named",
                GroupAccess.PASSWORD,
                "not named",
                null,
                List.of(),
                "{\"a\":1.50}",
                30,
                MemberRole.OWNER);
        assertEquals(
                "{\"access\":\"password\",\"icon\":null,\"tags\":[],\"metadata\":{\"a\":1.50},\"slowModeSeconds\":30,"
                        + "\"mentionAllFrom\":\"owner\",\"version\":4}",
                dataOf(Samples.event("g:team", changed).build()));
        var cleared = GroupUpdated.newBuilder()
                .setFields(List.of("name", "description", "metadata"))
                .setName("New")
                .build();
        assertEquals(
                "{\"name\":\"New\",\"description\":null,\"metadata\":null,\"version\":4}",
                dataOf(Samples.event("g:team", cleared).build()));
    }

    @Test
    void showsWhoDidWhatToWhom() {
        assertEquals(
                "{\"by\":\"alice\"}",
                dataOf(Samples.event("g:team", new GroupDeleted()).build()));
        assertEquals(
                "{\"owner\":\"bob\",\"formerOwner\":\"alice\",\"version\":4}",
                dataOf(Samples.event("g:team", new GroupOwnerChanged("bob", "alice"))
                        .build()));
        assertEquals(
                "{\"user\":\"bob\",\"role\":\"admin\",\"by\":\"alice\",\"memberCount\":2}",
                dataOf(Samples.event("g:team", new MemberAdded("bob", MemberRole.ADMIN, 2L))
                        .build()));
        assertEquals(
                "{\"user\":\"bob\",\"by\":\"alice\",\"memberCount\":1}",
                dataOf(Samples.event("g:team", new MemberRemoved("bob", 1L)).build()));
        assertEquals(
                "{\"user\":\"bob\",\"role\":\"moderator\",\"by\":\"alice\"}",
                dataOf(Samples.event("g:team", new MemberRoleChanged("bob", MemberRole.MODERATOR))
                        .build()));
    }

    @Test
    void showsFilesOfNewAndEditedMessages() {
        var file = new Attachment("https://a.example", "n", "image/png", 5L, 640, 480, 1500L, "https://a.example/t");
        var bare = new Attachment("https://a.example", "n", "image/png", 5L, null, null, null, null);
        var content = new MessageContent(null, null, List.of(), List.of(), null, List.of(file, bare));
        var files =
                "\"attachments\":[{\"url\":\"https://a.example\",\"name\":\"n\",\"contentType\":\"image/png\",\"size\":5,"
                        + "\"width\":640,\"height\":480,\"durationMs\":1500,\"thumbnailUrl\":\"https://a.example/t\"},"
                        + "{\"url\":\"https://a.example\",\"name\":\"n\",\"contentType\":\"image/png\",\"size\":5}]";
        assertEquals(
                "{\"message\":{\"id\":\"m\",\"kind\":\"image\"," + files + "}}",
                dataOf(Samples.event(
                                "g:team", new MessageCreated("m", MessageKind.IMAGE, null, null, null, null, false))
                        .setContent(content)
                        .build()));
        assertEquals(
                "{\"message\":{\"id\":\"m\"," + files + "},\"messageSeq\":2,\"sender\":\"bob\",\"version\":4}",
                dataOf(Samples.event(
                                "g:team", new MessageEdited("m", 2L, "bob", List.of("attachments"), false, null, null))
                        .setContent(content)
                        .build()));
    }

    @Test
    void showsReactionsAndPins() {
        var about = "\"messageId\":\"m\",\"messageSeq\":2,\"sender\":\"bob\",";
        var heart = "\"emoji\":\"\u2764\",\"user\":\"alice\",";
        assertEquals("{" + about + heart + "\"count\":3}", dataOf(new ReactionAdded("m", 2L, "bob", "\u2764", 3L)));
        assertEquals("{" + about + heart + "\"count\":0}", dataOf(new ReactionRemoved("m", 2L, "bob", "\u2764", 0L)));
        assertEquals("{" + about + "\"by\":\"alice\"}", dataOf(new MessagePinned("m", 2L, "bob")));
        assertEquals("{" + about + "\"by\":\"alice\"}", dataOf(new MessageUnpinned("m", 2L, "bob")));
    }

    @Test
    void showsBansAndMutes() {
        var until = Instant.parse("2026-12-01T00:00:00Z");
        assertEquals(
                "{\"user\":\"bob\",\"until\":\"2026-12-01T00:00:00.000Z\",\"by\":\"alice\",\"reason\":\"spam\",\"memberCount\":1}",
                dataOf(Samples.event("g:team", new MemberBanned("bob", until, "spam", 1L, true))
                        .build()));
        assertEquals(
                "{\"user\":\"bob\",\"by\":\"alice\",\"memberCount\":1}",
                dataOf(Samples.event("g:team", new MemberBanned("bob", null, null, 1L, false))
                        .build()));
        assertEquals(
                "{\"user\":\"bob\",\"by\":\"alice\"}",
                dataOf(Samples.event("g:team", new MemberUnbanned("bob")).build()));
        assertEquals(
                "{\"user\":\"bob\",\"until\":\"2026-12-01T00:00:00.000Z\",\"by\":\"alice\"}",
                dataOf(Samples.event("g:team", new MemberMuted("bob", until)).build()));
        assertEquals(
                "{\"user\":\"bob\",\"by\":\"alice\"}",
                dataOf(Samples.event("g:team", new MemberUnmuted("bob")).build()));
    }

    @Test
    void showsInvitesWithoutTheirCodes() {
        var end = Instant.parse("2026-12-01T00:00:00Z");
        assertEquals(
                "{\"inviteId\":\"i\",\"uses\":5,\"expiresAt\":\"2026-12-01T00:00:00.000Z\"}",
                dataOf(Samples.event("g:team", new InviteCreated("i", 5, end)).build()));
        assertEquals(
                "{\"inviteId\":\"i\"}",
                dataOf(Samples.event("g:team", new InviteCreated("i", null, null))
                        .build()));
        assertEquals(
                "{\"inviteId\":\"i\"}",
                dataOf(Samples.event("g:team", new InviteRevoked("i")).build()));
        assertEquals(
                "{\"user\":\"bob\",\"role\":\"participant\",\"memberCount\":2,\"inviteId\":\"i\",\"inviteUsesLeft\":4}",
                dataOf(Samples.event("g:team", new MemberJoined("bob", MemberRole.PARTICIPANT, 2L, "i", 4L))
                        .build()));
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

    private static String dataOf(Object body) {
        return dataOf(Samples.event("g:team", body).build());
    }

    private static String dataOf(Event event) {
        var json = text(EventJson.of(event));
        return json.substring(json.indexOf("\"data\":") + 7, json.length() - 1);
    }

    private static String text(byte[] json) {
        return new String(json, UTF_8);
    }
}
