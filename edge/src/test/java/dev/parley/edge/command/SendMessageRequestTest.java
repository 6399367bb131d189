package dev.parley.edge.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.edge.api.ConversationId;
import dev.parley.edge.api.Fields;
import dev.parley.edge.api.JsonBodies;
import dev.parley.edge.api.Parsed;
import dev.parley.schemas.Attachment;
import dev.parley.schemas.MessageKind;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendMessageRequestTest {
    private static final String ID = "01991f5e-7a2b-7c3d-8e4f-0123456789ab";
    private static final String TO_BOB = "\"receiver\":{\"user\":\"bob\"}";

    @Test
    void readsEverythingThatAMessageMayHold() {
        var message = valid("""
                {"receiver":{"user":"bob"},"kind":"custom","text":"hi","data":{"a" : 1.50},"mentions":["carol"],
                 "tags":["t"],"metadata":{"m":[]},"parentId":"%s","replyToId":"%s"}""".formatted(ID.toUpperCase(Locale.ROOT), ID));
        assertEquals(new Receiver.ToUser("bob"), message.receiver());
        assertEquals(MessageKind.CUSTOM, message.kind());
        assertEquals("hi", message.content().getText());
        assertEquals("{\"a\":1.50}", message.content().getData());
        assertEquals(List.of("carol"), message.content().getMentions());
        assertEquals(List.of("t"), message.content().getTags());
        assertEquals("{\"m\":[]}", message.content().getMetadata());
        assertEquals(ID, message.parentId());
        assertEquals(ID, message.replyToId());
    }

    @Test
    void takesTextWhereNoKindIsGiven() {
        var message = valid("{" + TO_BOB + ",\"text\":\"hi\"}");
        assertEquals(MessageKind.TEXT, message.kind());
    }

    @Test
    void readsGroupsAndConversations() {
        assertEquals(
                new Receiver.ToGroup("team"),
                valid("{\"receiver\":{\"group\":\"team\"},\"text\":\"hi\"}").receiver());
        assertEquals(
                new Receiver.ToConversation(new ConversationId.Direct("alice", "bob")),
                valid("{\"conversation\":\"d:alice:bob\",\"text\":\"hi\"}").receiver());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " hi ",
                "\u202Eabc\u202C",
                "a\u200Bb",
                "e\u0301",
                "\u00E9",
                "\uD83D\uDC69\u200D\uD83D\uDC67",
                "a\u0001b",
                "\u200F.",
                "line\r\nline\ttab",
                "<script>alert(1)</script>",
                "\\u0000 as written"
            })
    void keepsLegalTextByteForByte(String text) {
        var body = JsonBodies.read("{" + TO_BOB + "}");
        var object = assertInstanceOf(Parsed.Valid.class, body).value();
        ((ObjectNode) object).put("text", text);
        assertEquals(text, valid(object.toString()).content().getText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\\t\\n",
                "\\u00A0",
                "\\u200B",
                "\\u200B \\u200D\\uFEFF",
                "\\u202E",
                "\\u2060",
                "\\u3164",
                "\\u115F",
                "\\uFE0F",
                "\\u2800",
                "\\u00AD",
                "\\u0001",
                "\\u034F"
            })
    void refusesTextThatNobodyCanSee(String text) {
        assertProblem("text-blank", "text", "{" + TO_BOB + ",\"text\":\"" + text + "\"}");
    }

    @Test
    void countsTheBytesOfTheText() {
        valid("{" + TO_BOB + ",\"text\":\"" + "x".repeat(65_536) + "\"}");
        assertProblem("text-too-long", "text", "{" + TO_BOB + ",\"text\":\"" + "x".repeat(65_537) + "\"}");
        assertProblem("text-too-long", "text", "{" + TO_BOB + ",\"text\":\"" + "\u00E9".repeat(32_769) + "\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            field-missing    | receiver     | {"text":"hi"}
            field-missing    | receiver     | {"receiver":null,"text":"hi"}
            field-invalid    | receiver     | {"receiver":"bob","text":"hi"}
            field-invalid    | receiver     | {"receiver":{},"text":"hi"}
            field-invalid    | receiver     | {"receiver":{"user":"a","group":"b"},"text":"hi"}
            field-invalid    | receiver.user | {"receiver":{"user":"a b"},"text":"hi"}
            field-invalid    | receiver.group | {"receiver":{"group":"a/b"},"text":"hi"}
            field-invalid    | receiver.user | {"receiver":{"user":7},"text":"hi"}
            field-unknown    | receiver.tenant | {"receiver":{"user":"bob","tenant":"other"},"text":"hi"}
            field-invalid    | conversation | {"receiver":{"user":"a"},"conversation":"g:a","text":"hi"}
            field-invalid    | conversation | {"conversation":"d:b:a","text":"hi"}
            field-invalid    | conversation | {"conversation":["g:a"],"text":"hi"}
            field-missing    | attachments  | {"receiver":{"user":"bob"},"kind":"image"}
            field-missing    | attachments  | {"receiver":{"user":"bob"},"kind":"video","text":"hi","attachments":[]}
            field-invalid    | kind         | {"receiver":{"user":"bob"},"kind":"TEXT","text":"hi"}
            field-missing    | text         | {"receiver":{"user":"bob"}}
            field-invalid    | text         | {"receiver":{"user":"bob"},"text":5}
            field-invalid    | text         | {"receiver":{"user":"bob"},"text":"a\\u0000b"}
            field-invalid    | text         | {"receiver":{"user":"bob"},"text":"a\\ud83d"}
            field-invalid    | text         | {"receiver":{"user":"bob"},"text":"\\ude00\\ud83d"}
            field-invalid    | data         | {"receiver":{"user":"bob"},"text":"hi","data":[]}
            field-invalid    | data         | {"receiver":{"user":"bob"},"text":"hi","data":"{}"}
            field-invalid    | metadata     | {"receiver":{"user":"bob"},"text":"hi","metadata":{"a":"\\u0000"}}
            field-invalid    | metadata     | {"receiver":{"user":"bob"},"text":"hi","metadata":{"\\ud800":1}}
            field-invalid    | metadata     | {"receiver":{"user":"bob"},"text":"hi","metadata":{"a":[1e99999999999]}}
            field-invalid    | data         | {"receiver":{"user":"bob"},"text":"hi","data":{"a":-1.5E+0001000}}
            field-invalid    | mentions     | {"receiver":{"user":"bob"},"text":"hi","mentions":["a:b"]}
            field-invalid    | mentions     | {"receiver":{"user":"bob"},"text":"hi","mentions":"bob"}
            field-invalid    | mentions     | {"receiver":{"user":"bob"},"text":"hi","mentions":[null]}
            field-invalid    | tags         | {"receiver":{"user":"bob"},"text":"hi","tags":[""]}
            field-invalid    | tags         | {"receiver":{"user":"bob"},"text":"hi","tags":[{}]}
            field-invalid    | parentId     | {"receiver":{"user":"bob"},"text":"hi","parentId":"1"}
            field-invalid    | replyToId    | {"receiver":{"user":"bob"},"text":"hi","replyToId":"g1991f5e-7a2b-7c3d-8e4f-0123456789ab"}
            field-unknown    | txt          | {"receiver":{"user":"bob"},"text":"hi","txt":"ho"}
            """)
    void refusesHostileBodies(String code, String field, String body) {
        assertProblem(code, field, body);
    }

    @Test
    void limitsListsAndObjects() {
        assertProblem("field-invalid", "mentions", with("mentions", "[" + "\"a\",".repeat(100) + "\"a\"]"));
        assertProblem("field-invalid", "tags", with("tags", "[" + "\"a\",".repeat(25) + "\"a\"]"));
        assertProblem("field-invalid", "tags", with("tags", "[\"" + "a".repeat(129) + "\"]"));
        valid(with("metadata", "{\"a\":\"" + "x".repeat(16_376) + "\"}"));
        assertProblem("field-invalid", "metadata", with("metadata", "{\"a\":\"" + "x".repeat(16_377) + "\"}"));
    }

    @Test
    void readsTheFilesOfAMessage() {
        var message = valid("""
                {"receiver":{"user":"bob"},"kind":"video","attachments":[
                 {"url":"https://a.example/1","name":"One","contentType":"video/mp4","size":0,"width":640,"height":480,
                  "durationMs":1500,"thumbnailUrl":"https://a.example/t"},
                 {"url":"https://a.example/2","name":"Two","contentType":"image/svg+xml","size":9007199254740991}]}""");
        assertEquals(MessageKind.VIDEO, message.kind());
        assertEquals(
                List.of(
                        new Attachment(
                                "https://a.example/1", "One", "video/mp4", 0L, 640, 480, 1500L, "https://a.example/t"),
                        new Attachment(
                                "https://a.example/2",
                                "Two",
                                "image/svg+xml",
                                9_007_199_254_740_991L,
                                null,
                                null,
                                null,
                                null)),
                message.content().getAttachments());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            field-invalid     | attachments                 | {}
            field-invalid     | attachments                 | "x"
            field-invalid     | attachments                 | [null]
            field-invalid     | attachments                 | ["x"]
            field-missing     | attachments[0].url          | [{}]
            field-unsupported | attachments[0].mediaId      | [{"mediaId":"m","name":"n"}]
            field-invalid     | attachments[0].url          | [{"url":"ftp://a.example/1","name":"n","contentType":"a/b","size":1}]
            field-invalid     | attachments[0].url          | [{"url":7,"name":"n","contentType":"a/b","size":1}]
            field-missing     | attachments[0].name         | [{"url":"https://a.example","contentType":"a/b","size":1}]
            field-invalid     | attachments[0].name         | [{"url":"https://a.example","name":" ","contentType":"a/b","size":1}]
            field-missing     | attachments[0].contentType  | [{"url":"https://a.example","name":"n","size":1}]
            field-invalid     | attachments[0].contentType  | [{"url":"https://a.example","name":"n","contentType":"png","size":1}]
            field-invalid     | attachments[0].contentType  | [{"url":"https://a.example","name":"n","contentType":"a/b\\r\\nx: y","size":1}]
            field-missing     | attachments[0].size         | [{"url":"https://a.example","name":"n","contentType":"a/b"}]
            field-invalid     | attachments[0].size         | [{"url":"https://a.example","name":"n","contentType":"a/b","size":-1}]
            field-invalid     | attachments[0].size         | [{"url":"https://a.example","name":"n","contentType":"a/b","size":1.5}]
            field-invalid     | attachments[0].size         | [{"url":"https://a.example","name":"n","contentType":"a/b","size":9007199254740992}]
            field-invalid     | attachments[0].width        | [{"url":"https://a.example","name":"n","contentType":"a/b","size":1,"width":0}]
            field-invalid     | attachments[0].height       | [{"url":"https://a.example","name":"n","contentType":"a/b","size":1,"height":1000001}]
            field-invalid     | attachments[0].durationMs   | [{"url":"https://a.example","name":"n","contentType":"a/b","size":1,"durationMs":-1}]
            field-invalid     | attachments[0].thumbnailUrl | [{"url":"https://a.example","name":"n","contentType":"a/b","size":1,"thumbnailUrl":"x"}]
            field-unknown     | attachments[0].sha          | [{"url":"https://a.example","name":"n","contentType":"a/b","size":1,"sha":"x"}]
            field-missing     | attachments[1].url          | [{"url":"https://a.example","name":"n","contentType":"a/b","size":1},{}]
            """)
    void refusesHostileFiles(String code, String field, String attachments) {
        assertProblem(code, field, with("attachments", attachments));
    }

    @Test
    void limitsFiles() {
        var file = "{\"url\":\"https://a.example\",\"name\":\"n\",\"contentType\":\"a/b\",\"size\":1}";
        valid(with("attachments", "[" + (file + ",").repeat(9) + file + "]"));
        assertProblem("field-invalid", "attachments", with("attachments", "[" + (file + ",").repeat(10) + file + "]"));
        var longName = file.replace("\"n\"", "\"" + "n".repeat(256) + "\"");
        assertProblem("field-invalid", "attachments[0].name", with("attachments", "[" + longName + "]"));
        var longType = file.replace("a/b", "a/" + "b".repeat(126));
        assertProblem("field-invalid", "attachments[0].contentType", with("attachments", "[" + longType + "]"));
    }

    @Test
    void namesWhoIsMentionedTwiceOnceAndEverybodyByAName() {
        var message = valid(with("mentions", "[\"bob\",\"@all\",\"bob\"]"));
        assertEquals(List.of("bob", "@all"), message.content().getMentions());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]"})
    void takesNoAttachmentsForNone(String attachments) {
        valid(with("attachments", attachments));
    }

    @Test
    void ignoresWhatItDoesNotKnowInAFrame() {
        var frame = "{\"type\":\"message.send\",\"ref\":\"2\"," + TO_BOB + ",\"text\":\"hi\"}";
        assertInstanceOf(Parsed.Valid.class, parse(frame, false));
        assertProblem("field-unknown", "type", frame);
    }

    private static String with(String field, String value) {
        return "{" + TO_BOB + ",\"text\":\"hi\",\"" + field + "\":" + value + "}";
    }

    private static SendMessageRequest valid(String body) {
        return switch (parse(body, true)) {
            case Parsed.Valid<SendMessageRequest>(var message) -> message;
            case Parsed.Invalid<SendMessageRequest>(var problem) -> throw new AssertionError(problem);
        };
    }

    private static void assertProblem(String code, String field, String body) {
        var problem =
                assertInstanceOf(Parsed.Invalid.class, parse(body, true), body).problem();
        assertEquals(400, problem.status());
        assertEquals(code, problem.code());
        assertEquals(field, problem.field());
    }

    private static Parsed<SendMessageRequest> parse(String body, boolean refuseUnknownFields) {
        return switch (JsonBodies.read(body)) {
            case Parsed.Valid<ObjectNode>(var object) ->
                SendMessageRequest.parse(refuseUnknownFields ? Fields.strict(object) : new Fields(object));
            case Parsed.Invalid<ObjectNode>(var problem) -> throw new AssertionError(problem);
        };
    }
}
