package dev.parley.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.ingress.http.Route;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults 11 and 12, beyond messages: every call that takes a body refuses hostile ones, and what is legal is kept as it was sent. */
class HostileFieldsTest {
    private static final int LIMIT = 128 * 1024;
    private static final List<String> ODD = List.of(
            "a\u202E\u05D0\u202Cb",
            "a\u200B\u200D\u2060b",
            "e\u0301 \u00E9",
            "z" + "\u0301".repeat(50),
            "\uDBFF\uDFFF");

    private final RunningIngress ingress = RunningIngress.start();
    private final Client alice = ingress.user("alice");

    @AfterEach
    void close() {
        ingress.close();
    }

    @Test
    void refusesAHostileBodyInEveryCallThatTakesOne() {
        alice.post("/v1/groups", GroupsTest.group("team", "public")).expect(201);
        ingress.user("bob");
        var before = ingress.actions.actions().size();
        var deep = "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000);
        for (var route : writes()) {
            refused(route, "{" + " ".repeat(LIMIT) + "}", 413, "body-too-large");
            refused(route, deep, 400, "body-not-json");
            refused(route, manyFields(), 400, "body-not-json");
            refused(route, "{\"a\":1,\"a\":1}", 400, "body-not-json");
            refused(route, "{\"a\":\"\u00ff\"}", 400, "body-not-json");
            refused(route, "[{}]", 400, "body-not-json");
        }
        assertEquals(before, ingress.actions.actions().size());
    }

    private List<Route> writes() {
        return ingress.routes.stream()
                .filter(route -> !route.method().equals("GET"))
                .filter(route -> route.access().takesTokens())
                .toList();
    }

    private void refused(Route route, String body, int status, String code) {
        var path = route.path()
                .text()
                .replace("{messageId}", "01930e7b-6c3a-7d2e-9f40-5b1c2a3d4e5f")
                .replace("{scheduledId}", "01930e7b-6c3a-7d2e-9f40-5b1c2a3d4e5f")
                .replace("{emoji}", "%F0%9F%91%8D")
                .replace("{group}", "team")
                .replace("{user}", "alice")
                .replace("{other}", "bob")
                .replaceAll("\\{\\w+}", "x");
        var request = alice.request(path)
                .header("Content-Type", "application/json")
                .method(route.method(), BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.ISO_8859_1)));
        var answer = alice.send(request);
        assertEquals(
                status + " " + code,
                answer.status() + " " + answer.json().path("code").asText(),
                () -> route.name() + " " + body.substring(0, Math.min(40, body.length())));
    }

    private static String manyFields() {
        var body = new StringBuilder("{\"f\":0");
        for (var i = 0; i < 10_000; i++) {
            body.append(",\"f").append(i).append("\":0");
        }
        return body.append('}').toString();
    }

    /** Method, path, and a body with one free text. */
    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("POST", "/v1/groups", "{\"id\":\"new\",\"name\":\"%s\",\"access\":\"public\"}", "name"),
                Arguments.of("PATCH", "/v1/groups/team", "{\"name\":\"%s\"}", "name"),
                Arguments.of("PATCH", "/v1/groups/team", "{\"description\":\"%s\"}", "description"),
                Arguments.of("PATCH", "/v1/groups/team", "{\"tags\":[\"%s\"]}", "tags"),
                Arguments.of("PATCH", "/v1/groups/team", "{\"metadata\":{\"k\":\"%s\"}}", "metadata"),
                Arguments.of("PUT", "/v1/groups/team/bans/bob", "{\"reason\":\"%s\"}", "reason"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void keepsWhatIsLegalAndRefusesWhatNoStoreCouldKeep(String method, String path, String body, String field) {
        alice.post("/v1/groups", GroupsTest.group("team", "public")).expect(201);
        ingress.user("bob");
        for (var illegal : List.of("a\\u0000b", "a\\ud83db", "\\ude00\\ud83d")) {
            var refused = write(method, path, body.formatted(illegal)).expect(400, "field-invalid");
            assertEquals(field, refused.json().path("field").asText());
        }
        for (var odd : ODD) {
            var written = write(method, path, body.formatted(odd).replace("\"new\"", "\"g" + ODD.indexOf(odd) + "\""));
            assertTrue(written.status() < 300, written::text);
            assertTrue(written.json().path(field).toString().contains(odd), written::text);
        }
    }

    private Client.Answer write(String method, String path, String body) {
        return switch (method) {
            case "POST" -> alice.post(path, body);
            case "PUT" -> alice.put(path, body);
            default -> alice.patch(path, body);
        };
    }
}
