package dev.parley.standalone.platform;

import dev.parley.runtime.service.Lifecycle;
import dev.parley.schemas.registry.RegistryServer;
import dev.parley.schemas.topics.TopicCreation;
import dev.parley.standalone.broker.EmbeddedBroker;
import dev.parley.standalone.broker.FreePorts;
import dev.parley.standalone.data.DataFolder;
import dev.parley.standalone.database.EmbeddedMariaDb;
import dev.parley.standalone.redis.EmbeddedRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded broker, schema registry, database and Redis, on free loopback ports.
 *
 * @param kafka how services reach the log
 * @param sql how services reach the database
 * @param redis how edges reach Redis
 */
public record EmbeddedParts(KafkaAddress kafka, SqlAddress sql, RedisAddress redis) {
    /** Never changes: a conversation that moves to another partition would restart at seq 1. */
    private static final int PARTITIONS = 4;

    private static final int ONE_COPY = 1;

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedParts.class);

    /** Where the log and its schemas are. */
    public record KafkaAddress(String bootstrapServers, String registryUrl) {
        /** The settings that every service shares. */
        public Map<String, String> settings() {
            return Map.of(
                    "PARLEY_KAFKA_BOOTSTRAP_SERVERS",
                    bootstrapServers,
                    "PARLEY_PARTITIONS",
                    Integer.toString(PARTITIONS),
                    "PARLEY_REPLICATION_FACTOR",
                    Integer.toString(ONE_COPY),
                    "PARLEY_REGISTRY_URL",
                    registryUrl);
        }
    }

    /** Where the database is. */
    public record SqlAddress(String url, String user, Path passwordFile) {
        /** The settings of a service that reads or writes it. */
        public Map<String, String> settings() {
            return Map.of(
                    "PARLEY_SQL_URL", url,
                    "PARLEY_SQL_USER", user,
                    "PARLEY_SQL_PASSWORD_FILE", passwordFile.toString());
        }
    }

    /** Where Redis is. */
    public record RedisAddress(Path urlFile) {
        /** The settings of an edge. */
        public Map<String, String> settings() {
            return Map.of(
                    "PARLEY_REDIS_SESSIONS_URL_FILE", urlFile.toString(),
                    "PARLEY_REDIS_CACHE_URL_FILE", urlFile.toString());
        }
    }

    /**
     * Starts everything; the topics exist when it returns.
     *
     * @param programs folder that MariaDB and Redis are unpacked into
     * @param lifecycle stops what was started
     * @param onFatal called when a part ends unexpectedly
     */
    public static EmbeddedParts start(
            DataFolder folder, Path programs, Lifecycle lifecycle, StartProgress progress, Consumer<String> onFatal) {
        var ports = FreePorts.find(4);
        var kafka = new AtomicReference<KafkaAddress>();
        var sql = new AtomicReference<SqlAddress>();
        var redis = new AtomicReference<RedisAddress>();
        ConcurrentSteps.run(List.of(
                () -> kafka.set(startLog(folder, ports, lifecycle, progress, onFatal)),
                () -> sql.set(startDatabase(folder, programs, ports.get(2), lifecycle, progress, onFatal)),
                () -> redis.set(startRedis(folder, programs, ports.get(3), lifecycle, progress))));
        return new EmbeddedParts(
                Objects.requireNonNull(kafka.get()),
                Objects.requireNonNull(sql.get()),
                Objects.requireNonNull(redis.get()));
    }

    private static KafkaAddress startLog(
            DataFolder folder,
            List<Integer> ports,
            Lifecycle lifecycle,
            StartProgress progress,
            Consumer<String> onFatal) {
        var begin = System.nanoTime();
        var broker = lifecycle.add("broker", EmbeddedBroker.start(folder.broker(), ports, onFatal));
        progress.ready("log", "Kafka on " + broker.bootstrapServers(), since(begin));
        var clients = Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers());
        begin = System.nanoTime();
        var registry = lifecycle.add("registry", RegistryServer.start(0, clients, ONE_COPY));
        TopicCreation.ensure(clients, PARTITIONS, ONE_COPY);
        progress.ready("schema registry", registry.address().toString(), since(begin));
        return new KafkaAddress(broker.bootstrapServers(), registry.address().toString());
    }

    private static SqlAddress startDatabase(
            DataFolder folder,
            Path programs,
            int port,
            Lifecycle lifecycle,
            StartProgress progress,
            Consumer<String> onFatal) {
        var begin = System.nanoTime();
        var database = lifecycle.add("database", EmbeddedMariaDb.start(folder.database(), programs, port, onFatal));
        progress.ready("database", "MariaDB on 127.0.0.1:" + port, since(begin));
        return new SqlAddress(database.jdbcUrl(), database.user(), database.passwordFile());
    }

    /** Nothing depends on it, so the platform goes on without it. */
    private static RedisAddress startRedis(
            DataFolder folder, Path programs, int port, Lifecycle lifecycle, StartProgress progress) {
        var begin = System.nanoTime();
        var redis = lifecycle.add(
                "redis",
                EmbeddedRedis.start(
                        folder.redis(),
                        programs,
                        port,
                        why -> LOG.error("event=part-ended part=redis cause=\"{}\"", why)));
        progress.ready("redis", "Redis on 127.0.0.1:" + port, since(begin));
        return new RedisAddress(redis.urlFile());
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
