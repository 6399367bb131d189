package dev.parley.schemas.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The in-process registry keeps the contract, and its ids for ever. */
final class RegistryServerTest extends RegistryContract {
    private final InMemoryRegistryLog log = new InMemoryRegistryLog();
    private RegistryServer server = RegistryServer.start(0, log.open());

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    URI address() {
        return server.address();
    }

    @Test
    void keepsIdsOverARestart() {
        var first = record("Kept", "a");
        var second = record("Kept", "a", "b");
        var ids = Stream.of(first, second)
                .map(schema -> registering().register("kept-value", schema))
                .toList();
        server.close();
        server = RegistryServer.start(0, log.open());
        var again = new HttpSchemaRegistry(server.address(), true);
        assertEquals(
                ids,
                Stream.of(first, second)
                        .map(schema -> again.register("kept-value", schema))
                        .toList());
        assertEquals(second, again.byId(ids.getLast()));
    }

    @Test
    void givesOneIdToManyThatAskAtOnce() throws Exception {
        var schema = record("Raced", "a");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> register = () -> registering().register("raced-value", schema);
            var ids = new HashSet<Integer>();
            for (var answer : threads.invokeAll(
                    IntStream.range(0, 20).mapToObj(_ -> register).toList())) {
                ids.add(answer.get());
            }
            assertEquals(1, ids.size(), ids.toString());
        }
        assertEquals(
                "[1]",
                Rest.of(address()).get("/subjects/raced-value/versions").body().toString());
    }

    @Test
    void takesOverWhatAnotherServerRegistered() {
        try (var other = RegistryServer.start(0, log.open())) {
            var id = new HttpSchemaRegistry(other.address(), true).register("other-value", record("Other", "a"));
            assertTrue(registering().register("mine-value", record("Mine", "a")) > id);
        }
    }

    @Test
    void isUnavailableWhileItsLogIs() {
        log.goDown();
        var schema = record("Down", "a");
        assertThrows(RegistryUnavailableException.class, () -> registering().register("down-value", schema));
        log.comeBack();
        assertTrue(registering().register("down-value", schema) > 0);
    }

    @Test
    void showsWhatItKnowsWhileItsLogIsDown() {
        var schema = record("Known", "a");
        var id = registering().register("still-known-value", schema);
        log.goDown();
        assertEquals(schema, registering().byId(id));
    }

    @Test
    void letsASubjectHaveALevelOfItsOwn() throws Exception {
        var rest = Rest.of(address());
        registering().register("free-value", record("Free", "a"));
        assertEquals(404, rest.get("/config/free-value").status());
        rest.send("PUT", "/config/free-value", "{\"compatibility\":\"NONE\"}");
        assertEquals(
                "NONE",
                rest.get("/config/free-value").body().path("compatibilityLevel").asText());
        assertTrue(registering().register("free-value", incompatible("Free")) > 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "GET    | /nothing                                 | none                       | 404",
                "DELETE | /subjects/a                              | none                       | 404",
                "POST   | /subjects/a/versions                     | none                       | 422",
                "POST   | /subjects/a/versions                     | {                          | 400",
                "POST   | /subjects/a/versions                     | [1]                        | 422",
                "POST   | /subjects/a/versions                     | {\"schema\":7}             | 422",
                "POST   | /subjects/a/versions                     | {\"schema\":\"{\"}         | 422",
                "POST   | /subjects/a/versions                     | {\"schema\":\"\\\"int\\\"\",\"schemaType\":\"JSON\"} | 422",
                "POST   | /subjects/a/versions                     | {\"schema\":\"\\\"int\\\"\",\"references\":[{}]} | 422",
                "POST   | /subjects/a/b/c                          | {}                         | 404",
                "GET    | /subjects/%zz/versions                   | none                       | 400",
                "GET    | /schemas/ids/x                           | none                       | 404",
                "GET    | /schemas/ids/99999999999                 | none                       | 404",
                "PUT    | /config                                  | {\"compatibility\":\"SO\"} | 422",
                "POST   | /compatibility/subjects/a/versions/1     | {}                         | 404",
            })
    void refusesWhatItCannotUse(String method, String path, String body, int status) throws Exception {
        var answer = RawHttp.send(server.address(), method, path, body == null ? "" : body);
        assertEquals(status, answer, method + " " + path + " " + body);
    }

    @Test
    void refusesABodyThatIsTooLargeOrTooDeep() throws Exception {
        var large = "{\"schema\":\"" + "x".repeat(1024 * 1024) + "\"}";
        assertEquals(413, RawHttp.send(server.address(), "POST", "/subjects/a/versions", large));
        assertEquals(400, RawHttp.send(server.address(), "POST", "/subjects/a/versions", "[".repeat(10_000)));
    }
}
