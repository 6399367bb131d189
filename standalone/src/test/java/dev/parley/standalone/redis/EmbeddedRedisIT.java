package dev.parley.standalone.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.standalone.broker.FreePorts;
import dev.parley.testkit.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisIT {
    private static final Path PROGRAMS = Path.of("target", "programs");

    @TempDir
    Path temp;

    @Test
    void keepsWhatItHasOverARestartAndLetsNobodyInWithoutThePassword() throws IOException {
        try (var redis = start()) {
            assertEquals("+OK", ask(redis, "SET k v"));
            assertTrue(askWithoutPassword(redis, "GET k").startsWith("-NOAUTH"));
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(redis.urlFile())));
        }
        try (var redis = start()) {
            assertEquals("$1", ask(redis, "GET k"));
        }
    }

    @Test
    void stopsAnOrphanThatHoldsTheFolder() throws Exception {
        start().close();
        var folder = new RedisFolder(temp.resolve("redis").toAbsolutePath());
        var orphan = new ProcessBuilder(List.of(
                        RedisProgram.unpackInto(PROGRAMS.toAbsolutePath()).toString(),
                        folder.configuration().toString()))
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("orphan.log").toFile())
                .start();
        Eventually.isTrue("the orphan runs", () -> Files.exists(folder.pidFile()));
        try (var redis = start()) {
            assertFalse(orphan.isAlive());
            assertEquals("+PONG", ask(redis, "PING"));
        }
    }

    @Test
    void tellsThatTheServerDied() throws Exception {
        var death = new CompletableFuture<String>();
        try (var _ = EmbeddedRedis.start(temp.resolve("redis"), PROGRAMS, port(), death::complete)) {
            var pid = Files.readString(temp.resolve("redis/redis.pid")).strip();
            ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
            assertTrue(death.get(30, TimeUnit.SECONDS).startsWith("Redis ended by itself with status"));
        }
    }

    private EmbeddedRedis start() {
        return EmbeddedRedis.start(temp.resolve("redis"), PROGRAMS, port(), _ -> {});
    }

    private static int port() {
        return FreePorts.find(1).getFirst();
    }

    private static String ask(EmbeddedRedis redis, String command) throws IOException {
        var user = URI.create(Files.readString(redis.urlFile())).getUserInfo();
        return answer(redis, "AUTH " + user.substring(1) + "\r\n" + command + "\r\n", 1);
    }

    private static String askWithoutPassword(EmbeddedRedis redis, String command) throws IOException {
        return answer(redis, command + "\r\n", 0);
    }

    private static String answer(EmbeddedRedis redis, String commands, int skipped) throws IOException {
        var port = URI.create(Files.readString(redis.urlFile())).getPort();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write((commands + "QUIT\r\n").getBytes(StandardCharsets.UTF_8));
            var answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answers.lines().skip(skipped).findFirst().orElse("");
        }
    }
}
