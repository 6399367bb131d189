package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Files of messages. */
class AttachmentsTest {
    private static final String PICTURE = """
            {"url":"https://a.example/1.png","name":"One","contentType":"image/png","size":1,"width":640,"height":480,\
            "thumbnailUrl":"https://a.example/t.png"}""";
    private static final String SOUND = """
            {"url":"https://a.example/2.mp3","name":"Two","contentType":"audio/mpeg","size":2,"durationMs":1500}""";

    private final RunningIngress ingress = RunningIngress.start();
    private final Client alice = ingress.user("alice");
    private final Client bob = ingress.user("bob");

    @AfterEach
    void close() {
        ingress.close();
    }

    @Test
    void showsTheFilesOfEachKind() {
        for (var kind : List.of("image", "file", "audio", "video", "custom")) {
            var sent = alice.post("/v1/messages", message("\"kind\":\"" + kind + "\"", PICTURE + "," + SOUND))
                    .expect(201)
                    .json();
            assertEquals(kind, sent.path("kind").textValue());
            assertEquals(
                    "[" + PICTURE + "," + SOUND + "]", sent.path("attachments").toString());
            assertFalse(sent.has("text"));
            assertEquals(
                    sent,
                    bob.get("/v1/messages/" + sent.path("id").textValue())
                            .expect(200)
                            .json());
        }
    }

    @Test
    void showsFilesBesideAText() {
        var sent = alice.post("/v1/messages", message("\"text\":\"look\"", PICTURE))
                .expect(201)
                .json();
        assertEquals("text", sent.path("kind").textValue());
        assertEquals("look", sent.path("text").textValue());
        assertEquals(1, sent.path("attachments").size());
    }

    @Test
    void clearsACaption() {
        var sent = alice.post("/v1/messages", message("\"kind\":\"image\",\"text\":\"look\"", PICTURE))
                .expect(201)
                .json();
        var path = "/v1/messages/" + sent.path("id").textValue();
        var cleared = alice.patch(path, "{\"text\":null}").expect(200).json();
        assertFalse(cleared.has("text"));
        assertEquals(1, cleared.path("attachments").size());
        assertEquals(cleared, bob.get(path).expect(200).json());
        var revision = bob.get(path + "/revisions").expect(200).json().at("/items/0");
        assertEquals("null", revision.path("text").toString());
        assertEquals(
                "null",
                bob.get("/v1/conversations/d:alice:bob/events?afterSeq=1")
                        .expect(200)
                        .json()
                        .at("/items/0/data/message/text")
                        .toString());
        var beside = alice.post("/v1/messages", message("\"text\":\"look\"", PICTURE))
                .expect(201)
                .json();
        var refused = alice.patch("/v1/messages/" + beside.path("id").textValue(), "{\"text\":null}")
                .expect(400, "text-required");
        assertEquals("text", refused.json().path("field").textValue());
    }

    @Test
    void changesFilesAndKeepsThemInTheRevisions() {
        var sent = alice.post("/v1/messages", message("\"kind\":\"image\",\"text\":\"look\"", PICTURE))
                .expect(201)
                .json();
        var path = "/v1/messages/" + sent.path("id").textValue();
        var edited = alice.patch(path, "{\"attachments\":[" + SOUND + "]}")
                .expect(200)
                .json();
        assertEquals("[" + SOUND + "]", edited.path("attachments").toString());
        assertEquals("look", edited.path("text").textValue());
        alice.patch(path, "{\"attachments\":[]}").expect(400, "file-required");
        alice.patch(path, "{\"text\":\"listen\"}").expect(200);
        assertEquals(
                "[" + SOUND + "]",
                bob.get(path).expect(200).json().path("attachments").toString());
        var revisions = bob.get(path + "/revisions").expect(200).json().path("items");
        assertFalse(revisions.path(0).has("attachments"));
        assertEquals("[" + SOUND + "]", revisions.path(1).path("attachments").toString());
        assertEquals("[" + PICTURE + "]", revisions.path(2).path("attachments").toString());
        assertFalse(alice.call("DELETE", path).expect(200).json().has("attachments"));
    }

    @Test
    void answersARetryAlikeAndRefusesOtherFilesUnderTheSameKey() {
        var keyed = alice.withIdempotencyKey("k");
        var first = keyed.post("/v1/messages", message("\"kind\":\"image\"", PICTURE))
                .expect(201);
        assertEquals(
                first.text(),
                keyed.post("/v1/messages", message("\"kind\":\"image\"", PICTURE))
                        .expect(201)
                        .text());
        keyed.post("/v1/messages", message("\"kind\":\"image\"", PICTURE.replace("640", "641")))
                .expect(409, "action-id-reused");
    }

    @Test
    void namesEverybodyInAMention() {
        var sent = alice.post(
                        "/v1/messages",
                        "{\"receiver\":{\"user\":\"bob\"},\"text\":\"hi\",\"mentions\":[\"@all\",\"bob\",\"@all\"]}")
                .expect(201)
                .json();
        assertEquals("[\"@all\",\"bob\"]", sent.path("mentions").toString());
        ingress.server().post("/v1/users", "{\"id\":\"@all\",\"name\":\"All\"}").expect(400, "field-invalid");
    }

    private static String message(String fields, String attachments) {
        return "{\"receiver\":{\"user\":\"bob\"}," + fields + ",\"attachments\":[" + attachments + "]}";
    }
}
