package dev.parley.edge.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.schemas.CreateUser;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.UpdateUser;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestsTest {
    @Test
    void readsANewUser() {
        var user = valid(UserRequests.create(json("""
                {"id":"alice","name":"Alice","avatarUrl":"https://a.example/1.png","role":"agent","tags":["x"],"metadata":{"a":1}}""")));
        assertEquals("alice", user.id());
        assertEquals(
                new CreateUser("Alice", "https://a.example/1.png", "agent", List.of("x"), "{\"a\":1}"), user.body());
    }

    @Test
    void givesANewUserTheDefaultRole() {
        assertEquals(
                "default",
                valid(UserRequests.create(json("{\"id\":\"a\",\"name\":\"A\"}")))
                        .body()
                        .getRole());
    }

    @Test
    void namesWhatAPatchChanges() {
        var patch = valid(UserRequests.patch(json("{\"metadata\":null,\"name\":\"B\",\"role\":null}")));
        assertEquals(new UpdateUser(List.of("name", "role", "metadata"), "B", null, "default", List.of(), null), patch);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            field-missing | id        | {"name":"A"}
            field-invalid | id        | {"id":"a b","name":"A"}
            field-invalid | id        | {"id":1,"name":"A"}
            field-missing | name      | {"id":"a"}
            field-invalid | name      | {"id":"a","name":" \\u200B"}
            field-invalid | name      | {"id":"a","name":"a\\u0000"}
            field-invalid | avatarUrl | {"id":"a","name":"A","avatarUrl":"javascript:alert(1)"}
            field-invalid | avatarUrl | {"id":"a","name":"A","avatarUrl":"//evil.example/x"}
            field-invalid | avatarUrl | {"id":"a","name":"A","avatarUrl":"http://"}
            field-invalid | role      | {"id":"a","name":"A","role":"a b"}
            field-invalid | tags      | {"id":"a","name":"A","tags":[1]}
            field-invalid | metadata  | {"id":"a","name":"A","metadata":"{}"}
            field-unknown | status    | {"id":"a","name":"A","status":"deleted"}
            field-unknown | tenant    | {"id":"a","name":"A","tenant":"other"}
            """)
    void refusesHostileUsers(String code, String field, String body) {
        assertProblem(code, field, UserRequests.create(json(body)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            field-missing | name         | {}
            field-missing | name         | {"name":null}
            field-unknown | id           | {"name":"A","id":"b"}
            field-unknown | tokenEpoch   | {"name":"A","tokenEpoch":0}
            """)
    void refusesHostilePatches(String code, String field, String body) {
        assertProblem(code, field, UserRequests.patch(json(body)));
    }

    @Test
    void readsWhatATokenIsFor() {
        var asked = valid(UserRequests.token(json("{\"device\":\"phone-1\",\"ttlSeconds\":3600}")));
        assertEquals(new UserRequests.NewToken("phone-1", Duration.ofHours(1)), asked);
        assertNull(valid(UserRequests.token(json("{}"))).device());
        for (var ttl : List.of("0", "-1", "1.5", "1e3", "\"60\"", "99999999999999999999", "31536001")) {
            assertProblem("field-invalid", "ttlSeconds", UserRequests.token(json("{\"ttlSeconds\":" + ttl + "}")));
        }
    }

    @Test
    void readsANewGroupAndKeepsItsPasswordToItself() {
        var group = valid(GroupRequests.create("acme", json("""
                {"id":"team","name":"Team","access":"password","password":"s3cret","description":"d","icon":"https://a.example/i",
                 "tags":["t"],"metadata":{}}""")));
        assertEquals("team", group.id());
        assertEquals(GroupAccess.PASSWORD, group.body().getAccess());
        assertEquals("{}", group.body().getMetadata());
        assertEquals(-1, group.toString().indexOf("s3cret"));
        var join = valid(GroupRequests.join("acme", "team", json("{\"password\":\"s3cret\"}")));
        assertEquals(group.body().getPasswordKey(), join.getPasswordKey());
    }

    @Test
    void derivesAKeyThatHoldsForOneGroupOfOneTenant() {
        var key = GroupPassword.key("acme", "team", "s3cret");
        assertEquals(32, key.remaining());
        assertEquals(key, GroupPassword.key("acme", "team", "s3cret"));
        assertNotEquals(key, GroupPassword.key("acme", "team2", "s3cret"));
        assertNotEquals(key, GroupPassword.key("other", "team", "s3cret"));
        assertNotEquals(key, GroupPassword.key("acme", "team", "s3cret "));
        assertEquals(GroupPassword.key("a", "g", "\u00E9"), GroupPassword.key("a", "g", "e\u0301"));
    }

    @Test
    void joinsWithoutAPassword() {
        assertNull(valid(GroupRequests.join("acme", "team", json("{}"))).getPasswordKey());
        assertProblem("field-unknown", "key", GroupRequests.join("acme", "team", json("{\"key\":\"x\"}")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            field-missing | id        | {"name":"A","access":"public"}
            field-invalid | id        | {"id":"a:b","name":"A","access":"public"}
            field-missing | name      | {"id":"a","access":"public"}
            field-missing | access    | {"id":"a","name":"A"}
            field-invalid | access    | {"id":"a","name":"A","access":"PUBLIC"}
            field-missing | password  | {"id":"a","name":"A","access":"password"}
            field-missing | password  | {"id":"a","name":"A","access":"password","password":""}
            field-invalid | password  | {"id":"a","name":"A","access":"public","password":"x"}
            field-invalid | password  | {"id":"a","name":"A","access":"password","password":5}
            field-invalid | icon      | {"id":"a","name":"A","access":"public","icon":"data:text/html,x"}
            field-unknown | owner     | {"id":"a","name":"A","access":"public","owner":"mallory"}
            """)
    void refusesHostileGroups(String code, String field, String body) {
        assertProblem(code, field, GroupRequests.create("acme", json(body)));
    }

    private static void assertProblem(String code, String field, Parsed<?> parsed) {
        var problem = assertInstanceOf(Parsed.Invalid.class, parsed).problem();
        assertEquals(code, problem.code());
        assertEquals(field, problem.field());
        assertEquals(400, problem.status());
    }

    private static <T> T valid(Parsed<T> parsed) {
        return switch (parsed) {
            case Parsed.Valid<T>(var value) -> value;
            case Parsed.Invalid<T>(var problem) -> throw new AssertionError(problem);
        };
    }

    private static ObjectNode json(String body) {
        return valid(JsonBodies.read(body));
    }
}
