package dev.parley.faults.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The platform as processes on this machine: one broker, registry, database, Redis and sink, and two of everything that can be two.
 * Second ones are started when a scenario asks for them.
 */
public final class Cluster implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final int PORTS = 18;
    private static final int PARTITIONS = 4;
    private static final int BROKER_DISK_MIB = 192;
    private static final int STATE_DISK_MIB = 96;
    /** A push node takes the sockets of another one, as far as the usual limit of 20,000 descriptors lets it. */
    private static final int MAX_SOCKETS = 19_000;

    private final Programs programs;
    private final Path root;
    private final Ports ports = new Ports(PORTS);
    private final Map<String, Node> nodes = new TreeMap<>();
    private final Map<String, String> kafka = new HashMap<>();
    private final Map<String, String> edge = new HashMap<>();
    private @Nullable SmallDisk brokerDisk;
    private @Nullable SmallDisk stateDisk;
    private String apiKey = "";

    private Cluster(Programs programs, Path root) {
        this.programs = programs;
        this.root = root;
    }

    /** Lays a platform out in an empty folder; nothing runs yet. */
    public static Cluster in(Path root, Programs programs, boolean hasSmallDisks) {
        var cluster = new Cluster(programs, root);
        try {
            Files.createDirectories(root.resolve("logs"));
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + root + " cannot be used.", e);
        }
        if (hasSmallDisks) {
            cluster.brokerDisk = SmallDisk.mount(root.resolve("broker"), BROKER_DISK_MIB);
            cluster.stateDisk = SmallDisk.mount(root.resolve("state-1"), STATE_DISK_MIB);
        }
        cluster.layOut();
        return cluster;
    }

    /** Starts what every scenario needs, and makes a tenant; returns when all are ready. */
    public void start(String tenant, Consumer<String> say) {
        say.accept("starting log, database and Redis");
        database().start();
        redis().start();
        broker().start();
        tool("token-keys", tokenKeys().toString());
        broker().awaitReady(START);
        registry().start().awaitReady(START);
        say.accept("starting topologies and sinks");
        database().awaitReady(START);
        sinks().start();
        topologies(1).start().awaitReady(START);
        // Its address is in a file that edges read when they start.
        redis().awaitReady(START);
        say.accept("starting edges");
        ingress(1).start();
        push(1).start();
        apiKey = tool("tenant", "add", tenant, "--data", root.toString());
        List.of(sinks(), ingress(1), push(1)).forEach(node -> node.awaitReady(START));
    }

    public Node broker() {
        return node("broker");
    }

    public Node registry() {
        return node("registry");
    }

    public Node database() {
        return node("database");
    }

    /** What edges share of tickets and sessions. */
    public Node redis() {
        return node("redis");
    }

    public Node sinks() {
        return node("sinks");
    }

    /** @param number 1 or 2 */
    public Node topologies(int number) {
        return node("topologies-" + number);
    }

    /** @param number 1 or 2 */
    public Node ingress(int number) {
        return node("ingress-" + number);
    }

    /** @param number 1 or 2 */
    public Node push(int number) {
        return node("push-" + number);
    }

    /** Starts a node that need not run, and returns when it is ready. */
    public Node running(Node node) {
        node.start().awaitReady(START);
        return node;
    }

    public List<URI> ingressAddresses() {
        return List.of(ingress(1).address(), ingress(2).address());
    }

    public List<URI> pushAddresses() {
        return List.of(push(1).address(), push(2).address());
    }

    public String apiKey() {
        return apiKey;
    }

    public String bootstrapServers() {
        return setting("PARLEY_KAFKA_BOOTSTRAP_SERVERS");
    }

    public URI registryUrl() {
        return URI.create(setting("PARLEY_REGISTRY_URL"));
    }

    public SmallDisk brokerDisk() {
        return mounted(brokerDisk);
    }

    public SmallDisk stateDisk() {
        return mounted(stateDisk);
    }

    /** From its next start on a node goes by a clock of its own. */
    public FakeTime withFakeTime(Node node) {
        var clock = FakeTime.of(root.resolve(node.name() + ".clock"));
        node.surround(clock.environment());
        return clock;
    }

    /** From its next start on each node goes by the clock of this machine. */
    public void withRightTime() {
        nodes.values().forEach(node -> node.surround(Map.of()));
    }

    /** Makes everything run again that every scenario needs, whatever a scenario left behind. */
    public void heal() {
        nodes.values().forEach(Node::thaw);
        var needed = List.of(broker(), registry(), database(), redis(), topologies(1), sinks(), ingress(1), push(1));
        needed.forEach(Node::start);
        needed.forEach(node -> node.awaitReady(START));
    }

    /** Everything down at once, as it stands. */
    @Override
    public void close() {
        nodes.values().forEach(Node::kill);
        close(brokerDisk);
        close(stateDisk);
    }

    private static void close(@Nullable SmallDisk disk) {
        if (disk != null) {
            disk.close();
        }
    }

    private static SmallDisk mounted(@Nullable SmallDisk disk) {
        if (disk == null) {
            throw new IllegalStateException("This platform has no small disks.");
        }
        return disk;
    }

    private void layOut() {
        var brokerPort = ports.next();
        var registryPort = ports.next();
        var sqlPort = ports.next();
        kafka.put("PARLEY_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + brokerPort);
        kafka.put("PARLEY_PARTITIONS", Integer.toString(PARTITIONS));
        kafka.put("PARLEY_REPLICATION_FACTOR", "1");
        kafka.put("PARLEY_REGISTRY_URL", "http://127.0.0.1:" + registryPort);
        writeSettings();
        add(
                "broker",
                Map.of(
                        "PARLEY_BROKER_DIR",
                                root.resolve("broker").resolve("log").toString(),
                        "PARLEY_BROKER_PORT", Integer.toString(brokerPort),
                        "PARLEY_BROKER_CONTROLLER_PORT", Integer.toString(ports.next())));
        add(
                "registry",
                Map.of(
                        "PARLEY_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers(),
                        "PARLEY_REGISTRY_PORT", Integer.toString(registryPort)));
        add(
                "database",
                Map.of(
                        "PARLEY_DATABASE_DIR", root.resolve("database").toString(),
                        "PARLEY_DATABASE_PROGRAMS", programs.unpacked().toString(),
                        "PARLEY_DATABASE_PORT", Integer.toString(sqlPort)));
        add(
                "redis",
                Map.of(
                        "PARLEY_REDIS_DIR", root.resolve("redis").toString(),
                        "PARLEY_REDIS_PROGRAMS", programs.unpacked().toString(),
                        "PARLEY_REDIS_PORT", Integer.toString(ports.next())));
        layOutServices(sqlPort);
    }

    private void layOutServices(int sqlPort) {
        edge.putAll(kafka);
        edge.put("PARLEY_SQL_URL", "jdbc:mysql://127.0.0.1:" + sqlPort + "/parley");
        edge.put(
                "PARLEY_SQL_PASSWORD_FILE",
                root.resolve("database").resolve("password").toString());
        add("sinks", edge);
        edge.put("PARLEY_TOKEN_KEY_FILE", tokenKeys().toString());
        edge.put(
                "PARLEY_REDIS_SESSIONS_URL_FILE",
                root.resolve("redis").resolve("url").toString());
        for (var number : List.of("1", "2")) {
            var state = new HashMap<>(kafka);
            state.put(
                    "PARLEY_STATE_DIR",
                    root.resolve("state-" + number).resolve("stores").toString());
            add("topologies-" + number, state);
            add("ingress-" + number, edge);
            var push = new HashMap<>(edge);
            push.put("PARLEY_MAX_SOCKETS", Integer.toString(MAX_SOCKETS));
            add("push-" + number, push);
        }
    }

    private void add(String name, Map<String, String> settings) {
        var port = ports.next();
        var all = new HashMap<>(settings);
        all.put("PARLEY_HTTP_PORT", Integer.toString(port));
        var service = name.replaceFirst("-[12]$", "").replace("push", "ws-fanout");
        var heap = name.startsWith("push") || name.equals("broker") ? "512m" : "256m";
        var command = programs.command(heap, List.of("run", service));
        nodes.put(name, new Node(name, command, all, root.resolve("logs").resolve(name + ".log"), port));
    }

    private Path tokenKeys() {
        return root.resolve("token-keys.json");
    }

    private void writeSettings() {
        try {
            Files.write(
                    root.resolve("platform.env"),
                    kafka.entrySet().stream()
                            .map(setting -> setting.getKey() + "=" + setting.getValue())
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + root + " cannot be used.", e);
        }
    }

    /** What a command of the platform prints on its last line. */
    private String tool(String... arguments) {
        var builder = new ProcessBuilder(programs.command("128m", List.of(arguments)))
                .redirectError(root.resolve("logs").resolve("tools.log").toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("PARLEY_"));
        try {
            var process = builder.start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", arguments) + " failed: " + said);
            }
            return said.strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The platform's programs cannot be started.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted.", e);
        }
    }

    private String setting(String name) {
        return kafka.getOrDefault(name, "");
    }

    private Node node(String name) {
        var node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException("There is no node " + name + ".");
        }
        return node;
    }
}
