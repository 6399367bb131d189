package dev.parley.schemas.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client knows a no from no answer, and asks once. */
final class HttpSchemaRegistryTest {
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch silence = new CountDownLatch(1);
    private HttpServer server;
    private volatile int status = 200;
    private volatile String body = "{\"id\":7}";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/registry", exchange -> {
            var sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + sent);
            if (status == 0) {
                awaitEnd();
            }
            exchange.sendResponseHeaders(status, 0);
            try (var answer = exchange.getResponseBody()) {
                answer.write(body.getBytes(StandardCharsets.UTF_8));
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        silence.countDown();
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | {\"error_code\":40403,\"message\":\"Schema not found\"}",
                "409 | {\"error_code\":409,\"message\":\"incompatible\"}",
                "422 | {\"error_code\":42201,\"message\":\"invalid\"}",
            })
    void isDeniedByTheRegistry(int status, String body) {
        answer(status, body);
        assertThrows(SchemaDeniedException.class, () -> registry().byId(3));
        assertThrows(SchemaDeniedException.class, () -> registry().register("a-value", schema("A")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 | {\"error_code\":50001,\"message\":\"Error in the backend data store\"}",
                "503 | <html>busy</html>",
                "404 | <html>no such page</html>",
                "401 | {\"error_code\":401,\"message\":\"who are you\"}",
                "429 | {\"error_code\":429,\"message\":\"slow down\"}",
                "200 | <html>welcome</html>",
                "200 | [1]",
                "302 | {}",
            })
    void takesNothingElseForADenial(int status, String body) {
        answer(status, body);
        assertThrows(RegistryUnavailableException.class, () -> registry().byId(3));
        assertThrows(RegistryUnavailableException.class, () -> registry().register("a-value", schema("A")));
    }

    @Test
    void isUnavailableWhereNobodyListens() {
        server.stop(0);
        assertThrows(RegistryUnavailableException.class, () -> registry().byId(3));
    }

    @Test
    void doesNotWaitForEver() {
        answer(0, "");
        assertThrows(
                RegistryUnavailableException.class,
                () -> registry(Duration.ofMillis(100)).byId(3));
    }

    @Test
    void asksOnceForASchemaAndForAnId() {
        var registry = registry();
        assertEquals(7, registry.register("a-value", schema("A")));
        assertEquals(7, registry.register("a-value", schema("A")));
        answer(200, "{\"schema\":\"\\\"string\\\"\"}");
        assertEquals(Schema.Type.STRING, registry.byId(3).getType());
        assertEquals(Schema.Type.STRING, registry.byId(3).getType());
        assertEquals(2, requests.size(), requests.toString());
    }

    @Test
    void asksAgainAfterNoAnswer() {
        var registry = registry();
        answer(500, "{}");
        assertThrows(RegistryUnavailableException.class, () -> registry.register("a-value", schema("A")));
        answer(200, "{\"id\":8}");
        assertEquals(8, registry.register("a-value", schema("A")));
    }

    @Test
    void sendsNothingButTheSchemaAndItsType() {
        registry().register("a/b-value", SchemaBuilder.builder().stringType());
        assertEquals(
                "POST /registry/subjects/a%2Fb-value/versions {\"schema\":\"\\\"string\\\"\",\"schemaType\":\"AVRO\"}",
                requests.getFirst());
    }

    @Test
    void onlyLooksUpWhereItMayNotRegister() {
        new HttpSchemaRegistry(address(), false)
                .register("a-value", SchemaBuilder.builder().intType());
        assertEquals(
                "POST /registry/subjects/a-value {\"schema\":\"\\\"int\\\"\",\"schemaType\":\"AVRO\"}",
                requests.getFirst());
    }

    private void answer(int status, String body) {
        this.status = status;
        this.body = body;
    }

    private HttpSchemaRegistry registry() {
        return registry(Duration.ofSeconds(20));
    }

    private HttpSchemaRegistry registry(Duration atMost) {
        return new HttpSchemaRegistry(address(), true, atMost);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/registry/");
    }

    private void awaitEnd() {
        try {
            silence.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Schema schema(String name) {
        return SchemaBuilder.record(name).fields().requiredString("a").endRecord();
    }
}
