package dev.parley.standalone.part;

import dev.parley.runtime.config.Env;
import dev.parley.runtime.service.ProcessContext;
import dev.parley.runtime.service.Service;
import dev.parley.standalone.redis.EmbeddedRedis;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * {@code parley run redis}: Redis for sessions, tickets and the cache. The server is a child process and ends with this one; if the server
 * ends first, this process exits too.
 */
public final class RedisService implements Service {
    public static final String NAME = "redis";

    private static final int PORT = 6379;
    private static final int MAX_PORT = 65_535;

    private final Path folder;
    private final Path programs;
    private final int port;
    private final PartHealth health = new PartHealth();
    private @Nullable EmbeddedRedis redis;

    private RedisService(Path folder, Path programs, int port) {
        this.folder = folder;
        this.programs = programs;
        this.port = port;
    }

    public static RedisService from(Env env, ProcessContext process) {
        var service = new RedisService(
                Path.of(env.string(
                        "PARLEY_REDIS_DIR", "redis", "Data directory; its file \"url\" holds the address for edges.")),
                Path.of(env.string("PARLEY_REDIS_PROGRAMS", "programs", "Folder that Redis is unpacked into.")),
                env.integer("PARLEY_REDIS_PORT", PORT, 1, MAX_PORT, "Loopback port for clients."));
        process.health().register(NAME, service.health::state);
        return service;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start() {
        redis = EmbeddedRedis.start(folder, programs, port, FatalEnd.of(NAME));
        health.ready();
    }

    @Override
    public void close() {
        if (redis != null) {
            redis.close();
        }
    }
}
