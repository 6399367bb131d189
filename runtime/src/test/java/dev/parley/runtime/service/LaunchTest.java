package dev.parley.runtime.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.runtime.config.Env;
import dev.parley.runtime.http.HttpFront;
import dev.parley.runtime.service.Launch.Result.Done;
import dev.parley.runtime.service.Launch.Result.Running;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** From arguments to work, or to a sentence that says why not. */
final class LaunchTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> happened = new ArrayList<>();

    /** A service with one setting and one path. */
    private final class Echo implements Service {
        private final String word;
        private final HttpFront http;

        Echo(Env env, ProcessContext process) {
            this.word = env.required("PARLEY_WORD", "What is echoed.");
            this.http = process.http();
            env.secret("PARLEY_KEY", "A secret.");
            happened.add("create");
        }

        @Override
        public String name() {
            return "echo";
        }

        @Override
        public void start() {
            happened.add("start");
            if (word.equals("fail")) {
                throw new StartException("the word is fail.");
            }
            http.mount("/", exchange -> exchange.getResponseSender().send(word));
        }

        @Override
        public void close() {
            happened.add("stop");
        }
    }

    @Test
    void servesUntilItIsStopped() throws Exception {
        var running =
                assertInstanceOf(Running.class, launch(Map.of("PARLEY_WORD", "hi", "PARLEY_HTTP_PORT", "0")), err());
        assertEquals("hi", get(running.port(), "/any"));
        assertEquals("{\"ready\":true,\"parts\":{}}", get(running.port(), "/readyz"));
        assertTrue(get(running.port(), "/metrics").contains("jvm_threads_current"));
        running.stop().run();
        assertEquals(List.of("create", "start", "stop"), happened);
    }

    /** Answers to a client who comes while it starts. */
    private final class Slow implements Service {
        private final HttpFront http;

        Slow(ProcessContext process) {
            this.http = process.http();
        }

        @Override
        public String name() {
            return "slow";
        }

        @Override
        public void start() {
            happened.add(getNow("/readyz"));
            happened.add(getNow("/any"));
        }

        private String getNow(String path) {
            try {
                return get(http.port(), path);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {}
    }

    @Test
    void isNotReadyAndRefusesNothingForGoodBeforeItHasStarted() {
        var running = assertInstanceOf(
                Running.class, launch(Map.of("PARLEY_HTTP_PORT", "0"), (_, process) -> new Slow(process)), err());
        running.stop().run();
        assertEquals(
                "{\"ready\":false,\"parts\":{\"process\":{\"ready\":false,\"detail\":\"starting\"}}}",
                happened.getFirst());
        assertTrue(happened.getLast().contains("\"status\":503,\"code\":\"starting\""), happened.getLast());
    }

    @Test
    void reportsEveryFaultOfTheServiceAndItsFrontBeforeItOpensAnything() {
        var result = launch(Map.of("PARLEY_HTTP_PORT", "x", "PARLEY_LOG_LEVEL", "loud", "PARLEY_WROD", "hi"));
        assertEquals(new Done(2), result);
        assertEquals(List.of("create"), happened);
        assertEquals("""
                PARLEY_LOG_LEVEL is "loud", but must be TRACE, DEBUG, INFO, WARN or ERROR.
                PARLEY_HTTP_PORT is "x", but must be a whole number.
                PARLEY_WORD is missing: What is echoed.
                PARLEY_WROD is not a setting of this process; see --print-config.
                """, err());
    }

    @Test
    void reportsTheFaultsWhereTheyKeepTheServiceFromBeingBuilt() {
        var result = launch(Map.of(), (env, process) -> {
            new Echo(env, process);
            throw new IllegalArgumentException("an empty word");
        });
        assertEquals(new Done(2), result);
        assertEquals("PARLEY_WORD is missing: What is echoed.\n", err());
    }

    @Test
    void stopsWhatItStartedWhereTheServiceCannotStart() {
        assertEquals(new Done(1), launch(Map.of("PARLEY_WORD", "fail", "PARLEY_HTTP_PORT", "0")));
        assertEquals(List.of("create", "start", "stop"), happened);
        assertEquals("echo cannot start: the word is fail.\n", err());
    }

    @Test
    void saysWhatToDoWhereThePortIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(taken.getLocalPort());
            assertEquals(new Done(1), launch(Map.of("PARLEY_WORD", "hi", "PARLEY_HTTP_PORT", port)));
            assertTrue(err().startsWith("echo cannot start: Cannot listen on 127.0.0.1:" + port + " ("), err());
            assertTrue(err().contains("PARLEY_HTTP_PORT"), err());
        }
    }

    @Test
    void printsItsSettingsWithoutStarting() {
        var result = launch(Map.of("PARLEY_KEY", "hunter2"), Echo::new, "--print-config");
        assertEquals(new Done(0), result);
        assertEquals(List.of("create", "stop"), happened);
        assertTrue(text(out).contains("| PARLEY_WORD "), text(out));
        assertTrue(text(out).contains("| PARLEY_HTTP_PORT "), text(out));
        assertTrue(text(out).contains("[REDACTED]"), text(out));
        assertFalse(text(out).contains("hunter2"), text(out));
    }

    @Test
    void printsWhatItKnowsOfItsSettingsWhereTheServiceCannotBeBuilt() {
        var result = launch(
                Map.of(),
                (env, process) -> {
                    new Echo(env, process);
                    throw new IllegalArgumentException("an empty word");
                },
                "--print-config");
        assertEquals(new Done(0), result);
        assertTrue(text(out).contains("| PARLEY_WORD "), text(out));
    }

    @Test
    void helpsAndRefusesWhatItDoesNotKnow() {
        assertEquals(new Done(0), launch(Map.of(), Echo::new, "--help"));
        assertTrue(text(out).startsWith("Usage: parley run echo "), text(out));
        assertEquals(new Done(2), launch(Map.of(), Echo::new, "--halp"));
        assertEquals("Unknown option --halp; see --help.\n", err());
        assertEquals(List.of(), happened);
    }

    private Launch.Result launch(Map<String, String> values) {
        return launch(values, Echo::new);
    }

    private Launch.Result launch(
            Map<String, String> values, BiFunction<Env, ProcessContext, Service> create, String... args) {
        var launch = new Launch("echo", Env.of(values), new PrintStream(out, true), new PrintStream(err, true));
        return launch.run(List.of(args), create);
    }

    private String err() {
        return text(err);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String get(int port, String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
            return client.send(request.build(), BodyHandlers.ofString()).body();
        }
    }
}
