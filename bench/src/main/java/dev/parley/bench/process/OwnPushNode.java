package dev.parley.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * A push node of its own beside a platform of this machine, so that what it uses is seen apart from everything else.
 *
 * @param url of its sockets
 */
public record OwnPushNode(LaunchedProcess process, URI url) implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Pattern READY = Pattern.compile("event=ready service=ws-fanout address=http://[^ ]*:([0-9]+)");

    /**
     * Returns when it is ready.
     *
     * @param data the platform's data folder
     * @param memory largest heap
     */
    public static OwnPushNode start(Path data, String memory) throws InterruptedException {
        var environment = new HashMap<>(settings(data.resolve("edge.env")));
        environment.put("PARLEY_HTTP_HOST", "127.0.0.1");
        environment.put("PARLEY_HTTP_PORT", "0");
        environment.put("JDK_JAVA_OPTIONS", "-Xmx" + memory);
        var port = new AtomicInteger();
        var process = LaunchedProcess.start(List.of("run", "ws-fanout"), environment, line -> {
            var ready = READY.matcher(line);
            if (ready.find()) {
                port.set(Integer.parseInt(ready.group(1)));
            }
            return port.get() > 0;
        });
        process.awaitReady(TIMEOUT);
        return new OwnPushNode(process, URI.create("http://127.0.0.1:" + port.get()));
    }

    private static Map<String, String> settings(Path file) {
        var settings = new HashMap<String, String>();
        try (var lines = Files.lines(file)) {
            lines.map(line -> line.split("=", 2))
                    .filter(parts -> parts.length == 2)
                    .forEach(parts -> settings.put(parts[0], parts[1]));
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException("A push node needs a platform of this machine: there is no", e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
