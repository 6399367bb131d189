package dev.parley.standalone.redis;

import java.nio.file.Path;

/**
 * The folder of one server: snapshot, log, password.
 *
 * @param root absolute
 */
record RedisFolder(Path root) {
    Path configuration() {
        return root.resolve("redis.conf");
    }

    Path log() {
        return root.resolve("redis.log");
    }

    Path pidFile() {
        return root.resolve("redis.pid");
    }

    Path passwordFile() {
        return root.resolve("password");
    }

    Path urlFile() {
        return root.resolve("url");
    }
}
