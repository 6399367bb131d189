package dev.parley.bench.sink;

import dev.parley.bench.peer.PeerException;
import dev.parley.bench.process.LaunchedProcess;
import dev.parley.bench.sink.PeerTable.StoreAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Debezium's JDBC sink as it is installed: a plugin for the Connect worker that the platform's libraries hold too.
 *
 * @param folder that Connect looks for plugins in
 * @param connector its name and version
 */
public record DebeziumSink(Path folder, String connector) {
    private static final String NAME = "debezium-connector-jdbc";
    private static final String BEGINS = NAME + "-";
    private static final String LOGGING = "logback-worker.xml";

    /** Whether it is installed. */
    public static boolean isThere() {
        try {
            installed();
            return true;
        } catch (PeerException _) {
            return false;
        }
    }

    /** @throws PeerException it is not installed */
    static DebeziumSink installed() {
        var home = System.getenv("PARLEY_PEERS_HOME");
        var peers = home == null || home.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache", "parley", "peers")
                : Path.of(home);
        var folder = peers.resolve("debezium").toAbsolutePath();
        try (var jars = Files.list(folder.resolve(NAME))) {
            return jars.map(jar -> String.valueOf(jar.getFileName()))
                    .filter(jar -> jar.startsWith(BEGINS) && jar.endsWith(".jar"))
                    .findFirst()
                    .map(jar -> new DebeziumSink(folder, jar.substring(0, jar.length() - ".jar".length())))
                    .orElseThrow(() -> missing(folder, null));
        } catch (IOException e) {
            throw missing(folder, e);
        }
    }

    private static PeerException missing(Path folder, @Nullable IOException cause) {
        return new PeerException("Debezium is not in " + folder + ": bench/peers/install debezium fetches it."
                + (cause == null ? "" : " (" + cause + ")"));
    }

    /**
     * Starts a worker that takes the events from the log's beginning on.
     *
     * @param scratch an empty folder for its files, closed to others: the store's password is in one of them
     * @param log {@code PARLEY_KAFKA_BOOTSTRAP_SERVERS} and {@code PARLEY_REGISTRY_URL}
     */
    LaunchedProcess start(Path scratch, DebeziumSettings settings, StoreAddress store, Map<String, String> log) {
        var worker = settings.worker(folder, scratch, log);
        var connection = settings.connector(store);
        return LaunchedProcess.launch(
                connector,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+UseCompactObjectHeaders",
                        "-XX:+UseG1GC",
                        "-Xmx1g",
                        "-Dlogback.configurationFile=" + LOGGING,
                        "-cp",
                        classPath(),
                        "org.apache.kafka.connect.cli.ConnectStandalone",
                        write(scratch.resolve("worker.properties"), worker),
                        write(scratch.resolve("connector.properties"), connection)),
                Map.of(),
                line -> line.contains("Created connector"));
    }

    /** The platform's libraries, with Connect among them, and the converter. */
    private static String classPath() {
        var platform = System.getProperty("parley.platform");
        if (platform == null) {
            throw new IllegalArgumentException(
                    "Start this as ./parley bench: the launcher says where the platform is.");
        }
        try {
            var own = Path.of(DebeziumSink.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return own + ":" + platform;
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The program's own class path cannot be found.", e);
        }
    }

    private static String write(Path file, Map<String, String> settings) {
        var properties = new Properties();
        properties.putAll(settings);
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written.", e);
        }
        return file.toString();
    }
}
