package dev.parley.schemas.registry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Apicurio Registry as a process of its own, in memory, from the archive that the build unpacked. */
record ApicurioRegistry(Process process, URI address) implements AutoCloseable {
    private static final Path UNPACKED = Path.of("target/apicurio");
    private static final Duration START = Duration.ofMinutes(3);

    static ApicurioRegistry start() throws IOException, InterruptedException {
        var port = freePort();
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-jar",
                jar().toAbsolutePath().toString());
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_HOST",
                        "127.0.0.1",
                        "QUARKUS_HTTP_PORT",
                        Integer.toString(port),
                        "QUARKUS_MANAGEMENT_HOST",
                        "127.0.0.1",
                        "QUARKUS_MANAGEMENT_PORT",
                        Integer.toString(freePort())));
        builder.redirectErrorStream(true)
                .redirectOutput(UNPACKED.resolve("registry.log").toFile());
        var address = URI.create("http://127.0.0.1:" + port + "/apis/ccompat/v7");
        var registry = new ApicurioRegistry(builder.start(), address);
        registry.awaitAnswer();
        return registry;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitAnswer() throws InterruptedException {
        var deadline = System.nanoTime() + START.toNanos();
        while (!answers()) {
            // Ends at once where the process does.
            if (process.waitFor(200, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                close();
                throw new AssertionError("The registry does not start; see " + UNPACKED.resolve("registry.log"));
            }
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            return Rest.of(address).get("/subjects").status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static Path jar() throws IOException {
        try (var files = Files.walk(UNPACKED, 3)) {
            return files.filter(file -> file.endsWith("quarkus-run.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No registry in " + UNPACKED + ": run with -Pcontract."));
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
