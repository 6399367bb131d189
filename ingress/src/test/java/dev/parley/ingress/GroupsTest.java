package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.parley.schemas.CreateGroup;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groups: begun, joined, left, read. */
class GroupsTest {
    private final RunningIngress ingress = RunningIngress.start();
    private final Client alice = ingress.user("alice");
    private final Client bob = ingress.user("bob");

    @AfterEach
    void stop() {
        ingress.close();
    }

    static String group(String id, String access) {
        return "{\"id\":\"" + id + "\",\"name\":\"Team\",\"access\":\"" + access + "\"}";
    }

    @Test
    void whoBeginsAGroupOwnsIt() {
        var created = alice.post("/v1/groups", group("team", "public")).expect(201);
        assertEquals("alice", created.json().path("owner").textValue());
        assertEquals("g:team", created.json().path("conversation").textValue());
        assertEquals("owner", created.json().path("role").textValue());
        assertEquals(created.text(), alice.get("/v1/groups/team").expect(200).text());
        assertEquals(created.text(), alice.get(created.header("Location")).text());
        assertFalse(bob.get("/v1/groups/team").expect(200).json().has("role"));
        alice.post("/v1/groups", group("team", "public")).expect(409, "group-exists");
    }

    @Test
    void joiningAndLeavingAnswerTheirEvent() {
        alice.post("/v1/groups", group("team", "public")).expect(201);
        var joined = bob.withIdempotencyKey("j").post("/v1/groups/team/join").expect(201);
        assertEquals("member.joined", joined.json().path("event").textValue());
        assertEquals(3, joined.json().path("seq").intValue());
        assertEquals("j", joined.json().path("clientMsgId").textValue());
        assertEquals(
                joined.text(),
                bob.withIdempotencyKey("j").post("/v1/groups/team/join").text());
        bob.post("/v1/groups/team/join").expect(409, "already-a-member");
        var left = bob.post("/v1/groups/team/leave").expect(200);
        assertEquals(1, left.json().at("/data/memberCount").intValue());
        bob.post("/v1/groups/team/leave", "{}").expect(403, "not-a-member");
        alice.post("/v1/groups/team/leave").expect(409, "owner-cannot-leave");
        bob.post("/v1/groups/none/join").expect(404, "group-not-found");
    }

    @Test
    void aPasswordIsAskedForAndNeverLogged() {
        var body = "{\"id\":\"vault\",\"name\":\"V\",\"access\":\"password\",\"password\":\"open sesame\"}";
        alice.post("/v1/groups", body).expect(201);
        bob.post("/v1/groups/vault/join").expect(403, "password-wrong");
        bob.post("/v1/groups/vault/join", "{\"password\":\"shut\"}").expect(403, "password-wrong");
        bob.post("/v1/groups/vault/join", "{\"password\":\"open sesame\"}").expect(201);
        var logged = (CreateGroup) ingress.actions.actions().getFirst().getBody();
        var key = StandardCharsets.ISO_8859_1.decode(logged.getPasswordKey()).toString();
        assertFalse(key.contains("sesame"));
        assertFalse(ingress.actions.actions().toString().contains("sesame"));
    }

    @Test
    void aPrivateGroupIsNotThereForOthers() {
        alice.post("/v1/groups", group("secret", "private")).expect(201);
        alice.get("/v1/groups/secret").expect(200);
        ingress.server().get("/v1/groups/secret").expect(200);
        var hidden = bob.get("/v1/groups/secret").expect(404, "group-not-found");
        assertEquals(bob.get("/v1/groups/none").expect(404, "group-not-found").text(), hidden.text());
        for (var call : List.of("join", "leave")) {
            var secret = bob.post("/v1/groups/secret/" + call).expect(404, "group-not-found");
            assertEquals(
                    bob.post("/v1/groups/none/" + call)
                            .expect(404, "group-not-found")
                            .text(),
                    secret.text());
        }
        var toSecret = bob.post("/v1/messages", "{\"receiver\":{\"group\":\"secret\"},\"text\":\"hi\"}");
        var toNone = bob.post("/v1/messages", "{\"receiver\":{\"group\":\"none\"},\"text\":\"hi\"}");
        assertEquals(
                toNone.expect(404, "group-not-found").text(),
                toSecret.expect(404, "group-not-found").text());
    }

    @Test
    void aListShowsWhatTheCallerMaySee() {
        alice.post("/v1/groups", group("a", "public")).expect(201);
        alice.post("/v1/groups", group("b", "private")).expect(201);
        alice.post("/v1/groups", group("c", "public")).expect(201);
        assertEquals("a,b,c", ids(alice.get("/v1/groups")));
        assertEquals("a,c", ids(bob.get("/v1/groups")));
        assertEquals("a,b,c", ids(ingress.server().get("/v1/groups")));
        assertEquals("a,c", ids(ingress.server().onBehalfOf("bob").get("/v1/groups")));
        var page = bob.get("/v1/groups?limit=1").expect(200);
        assertEquals("a", ids(page));
        assertEquals(
                "c", ids(bob.get("/v1/groups?cursor=" + page.json().path("next").textValue())));
    }

    @Test
    void aGroupCanBeReadAsSoonAsTheStoreHasIt() {
        ingress.store.fallBehind();
        var seq = alice.post("/v1/groups", group("team", "public"))
                .expect(201)
                .json()
                .path("seq")
                .longValue();
        alice.get("/v1/groups/team?atLeastSeq=" + seq).expect(503, "read-behind");
        alice.get("/v1/groups/team").expect(503, "read-behind");
        bob.get("/v1/groups/team").expect(404, "group-not-found");
        ingress.store.catchUp();
        alice.get("/v1/groups/team?atLeastSeq=" + seq).expect(200);
    }

    @Test
    void theLocationOfANewGroupIsReadableAtOnce() {
        ingress.store.fallBehind();
        var created = alice.post("/v1/groups", group("team", "private")).expect(201);
        var location = created.header("Location");
        ingress.store.afterNextRead(ingress.store::catchUp);
        assertEquals(created.text(), alice.get(location).expect(200).text());
        bob.get(location).expect(404, "group-not-found");
        alice.get("/v1/groups/none?atLeastSeq=2").expect(404, "group-not-found");
    }

    @Test
    void theTagOfAGroupChangesWithItsSeq() {
        var created = alice.post("/v1/groups", group("team", "public")).expect(201);
        var tag = created.header("ETag");
        assertEquals(tag, alice.get("/v1/groups/team").expect(200).header("ETag"));
        alice.with("If-None-Match", tag).get("/v1/groups/team").expect(304);
        alice.post("/v1/messages", "{\"receiver\":{\"group\":\"team\"},\"text\":\"x\"}")
                .expect(201);
        var read = alice.with("If-None-Match", tag).get("/v1/groups/team").expect(200);
        assertEquals(3, read.json().path("seq").intValue());
    }

    @Test
    void anotherTenantsGroupIsNotThere() {
        alice.post("/v1/groups", group("team", "public")).expect(201);
        var foreigner = ingress.user(RunningIngress.OTHER_TENANT, "eve");
        foreigner.get("/v1/groups/team").expect(404, "group-not-found");
        foreigner.post("/v1/groups/team/join").expect(404, "group-not-found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"id\":\"a b\",\"name\":\"T\",\"access\":\"public\"}; field-invalid; id",
                "{\"id\":\"a:b\",\"name\":\"T\",\"access\":\"public\"}; field-invalid; id",
                "{\"name\":\"T\",\"access\":\"public\"}; field-missing; id",
                "{\"id\":\"t\",\"access\":\"public\"}; field-missing; name",
                "{\"id\":\"t\",\"name\":\"T\"}; field-missing; access",
                "{\"id\":\"t\",\"name\":\"T\",\"access\":\"PUBLIC\"}; field-invalid; access",
                "{\"id\":\"t\",\"name\":\"T\",\"access\":\"password\"}; field-missing; password",
                "{\"id\":\"t\",\"name\":\"T\",\"access\":\"public\",\"password\":\"x\"}; field-invalid; password",
                "{\"id\":\"t\",\"name\":\"T\",\"access\":\"public\",\"owner\":\"bob\"}; field-unknown; owner",
                "{\"id\":\"t\",\"name\":\"T\",\"access\":\"public\",\"icon\":\"javascript:x\"}; field-invalid; icon",
            })
    void aGroupThatIsNotAsItMustBeIsRefused(String body, String code, String field) {
        var refused = alice.post("/v1/groups", body).expect(400, code);
        assertEquals(field, refused.json().path("field").textValue());
        assertEquals(0, ingress.actions.actions().size());
    }

    private static String ids(Client.Answer page) {
        return StreamSupport.stream(page.expect(200).json().path("items").spliterator(), false)
                .map(group -> group.path("id").textValue())
                .collect(Collectors.joining(","));
    }
}
