package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pinned messages. */
class PinsTest {
    private final RunningIngress ingress = RunningIngress.start();
    private final Client alice = ingress.user("alice");
    private final Client bob = ingress.user("bob");

    @BeforeEach
    void makeAGroup() {
        alice.post("/v1/groups", "{\"id\":\"team\",\"name\":\"Team\",\"access\":\"public\"}")
                .expect(201);
        bob.post("/v1/groups/team/join", "{}").expect(201);
    }

    @AfterEach
    void close() {
        ingress.close();
    }

    @Test
    void pinsAndUnpins() {
        var path = "/v1/messages/" + sent("one");
        var tag = bob.get(path).expect(200).header("ETag");
        var pinned = alice.call("PUT", path + "/pin").expect(200).json();
        assertEquals("alice", pinned.at("/pinned/by").textValue());
        assertTrue(pinned.at("/pinned/at").isTextual());
        var read = bob.with("If-None-Match", tag).get(path).expect(200);
        assertEquals(pinned, read.json());
        assertNotEquals(tag, read.header("ETag"));
        assertEquals(pinned, alice.call("PUT", path + "/pin").expect(200).json());
        assertFalse(alice.call("DELETE", path + "/pin").expect(200).json().has("pinned"));
        assertFalse(alice.call("DELETE", path + "/pin").expect(200).json().has("pinned"));
    }

    @Test
    void letsNobodyButModeratorsOfAGroupPin() {
        var path = "/v1/messages/" + sent("one");
        bob.call("PUT", path + "/pin").expect(403, "not-permitted");
        alice.call("PUT", path + "/pin").expect(200);
        bob.call("DELETE", path + "/pin").expect(403, "not-permitted");
        ingress.user("carol").call("PUT", path + "/pin").expect(403, "not-a-member");
    }

    @Test
    void listsTheNewestPinFirstAndNothingDeleted() {
        var one = sent("one");
        var two = sent("two");
        var three = sent("three");
        for (var id : List.of(two, three, one)) {
            alice.call("PUT", "/v1/messages/" + id + "/pin").expect(200);
        }
        assertEquals(List.of("one", "three", "two"), pins(bob, ""));
        var page = bob.get("/v1/conversations/g:team/pins?limit=2").expect(200).json();
        assertEquals(
                List.of("two"), pins(bob, "?limit=2&cursor=" + page.path("next").textValue()));
        alice.call("DELETE", "/v1/messages/" + three + "/pin").expect(200);
        assertFalse(
                alice.call("DELETE", "/v1/messages/" + two).expect(200).json().has("pinned"));
        assertEquals(List.of("one"), pins(bob, ""));
        bob.get("/v1/conversations/g:team/pins?cursor=x").expect(400, "field-invalid");
        ingress.user("carol").get("/v1/conversations/g:team/pins").expect(403, "not-a-member");
    }

    @Test
    void showsAFormerMemberWhatWasPinnedUpToItsLeaving() {
        var one = sent("one");
        var two = sent("two");
        alice.call("PUT", "/v1/messages/" + one + "/pin").expect(200);
        bob.post("/v1/groups/team/leave", "{}").expect(200);
        alice.call("PUT", "/v1/messages/" + two + "/pin").expect(200);
        assertEquals(List.of("one"), pins(bob, ""));
        assertEquals(List.of("two", "one"), pins(alice, ""));
    }

    private List<String> pins(Client client, String query) {
        var items = client.get("/v1/conversations/g:team/pins" + query)
                .expect(200)
                .json()
                .path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(message -> message.path("text").textValue())
                .toList();
    }

    private String sent(String text) {
        return alice.post("/v1/messages", "{\"receiver\":{\"group\":\"team\"},\"text\":\"" + text + "\"}")
                .expect(201)
                .json()
                .path("id")
                .textValue();
    }
}
