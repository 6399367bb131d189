package dev.parley.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A real Redis on a free port of loopback, that can be killed, frozen, emptied and started again. */
public final class TestRedis implements AutoCloseable {
    private static final String PROGRAM = "redis-server-7.0.15-linux-amd64";
    private static final String PASSWORD = "of-a-test";

    private final Path folder;
    private final int port;
    private @Nullable Process server;

    private TestRedis(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** A new server, empty. */
    public static TestRedis start() {
        try {
            var parent = Files.createDirectories(Path.of("target", "redis").toAbsolutePath());
            var redis = new TestRedis(Files.createTempDirectory(parent, "redis"), freePort());
            redis.startAgain();
            return redis;
        } catch (IOException e) {
            throw new UncheckedIOException("Redis does not start.", e);
        }
    }

    /** Where it is, with its password. */
    public String url() {
        return "redis://:" + PASSWORD + "@127.0.0.1:" + port;
    }

    /** Starts a killed server on its old port, empty. */
    public void startAgain() {
        try {
            server = new ProcessBuilder(List.of(
                            unpacked().toString(),
                            "--bind",
                            "127.0.0.1",
                            "--port",
                            Integer.toString(port),
                            "--requirepass",
                            PASSWORD,
                            "--save",
                            "",
                            "--dir",
                            folder.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("redis.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("Redis does not start.", e);
        }
        Eventually.isTrue("Redis answers", () -> ask("PING").startsWith("+PONG"));
    }

    /** As by SIGKILL. */
    public void kill() {
        Objects.requireNonNull(server).destroyForcibly().onExit().join();
    }

    /** It answers nobody until {@link #thaw()}, and its connections stay. */
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    /** Forgets everything. */
    public void flush() {
        if (!ask("FLUSHALL").startsWith("+OK")) {
            throw new IllegalStateException("Redis does not forget.");
        }
    }

    /** How many commands of a kind it was sent, such as {@code set}. */
    public long calls(String command) {
        return ask("INFO commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_" + command + ":calls="))
                .mapToLong(line -> Long.parseLong(line.split("[=,]", -1)[1]))
                .sum();
    }

    @Override
    public void close() {
        kill();
    }

    /** The first answer to an inline command; empty where there is none. */
    private String ask(String command) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var ask = "AUTH " + PASSWORD + "\r\n" + command + "\r\nQUIT\r\n";
            socket.getOutputStream().write(ask.getBytes(StandardCharsets.UTF_8));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.substring(answer.indexOf('\n') + 1);
        } catch (IOException e) {
            return "";
        }
    }

    private void signal(String name) {
        try {
            var pid = Long.toString(Objects.requireNonNull(server).pid());
            new ProcessBuilder("kill", "-" + name, pid).start().onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException("Redis cannot be signalled.", e);
        }
    }

    private static Path unpacked() throws IOException {
        var program = Path.of("target", "redis", PROGRAM).toAbsolutePath();
        if (!Files.isExecutable(program)) {
            var unfinished = Files.createTempFile(program.getParent(), "unpacking", "");
            try (var content = Objects.requireNonNull(TestRedis.class.getResourceAsStream("/" + PROGRAM))) {
                Files.copy(content, unfinished, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(unfinished, program, StandardCopyOption.ATOMIC_MOVE);
        }
        return program;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
