package dev.parley.edge.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.schemas.CreateUser;
import dev.parley.schemas.UpdateUser;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserRequestsTest {
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
