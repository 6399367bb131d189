package dev.parley.standalone.redis;

import dev.parley.standalone.data.OwnerOnly;
import dev.parley.standalone.process.KeptProcess;
import dev.parley.standalone.process.OrphanedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A Redis server as a child process, on loopback, with a password. It ends with this process, even if that is killed. Nothing in it has
 * to survive, so a snapshot every few minutes and at the stop is enough.
 */
public final class EmbeddedRedis implements AutoCloseable {
    private static final String NAME = "Redis";
    private static final Duration START = Duration.ofSeconds(20);

    private final RedisFolder folder;
    private final KeptProcess process;

    private EmbeddedRedis(RedisFolder folder, KeptProcess process) {
        this.folder = folder;
        this.process = process;
    }

    /**
     * Starts the server and returns when it accepts connections.
     *
     * @param root the data directory; created if missing
     * @param programs folder that the program is unpacked into; may be shared by several data folders
     * @param port a free loopback port
     * @param onDeath called once if the server ends before it is stopped
     */
    public static EmbeddedRedis start(Path root, Path programs, int port, Consumer<String> onDeath) {
        var program = RedisProgram.unpackInto(programs.toAbsolutePath());
        var folder = new RedisFolder(root.toAbsolutePath().normalize());
        stopOrphan(root);
        OwnerOnly.createFolder(folder.root());
        var password = OwnerOnly.secret(folder.passwordFile());
        OwnerOnly.write(folder.configuration(), configuration(folder, port, password));
        OwnerOnly.write(folder.urlFile(), "redis://:" + password + "@127.0.0.1:" + port);
        var serve = List.of(program.toString(), folder.configuration().toString());
        var process = KeptProcess.launch(NAME, serve, folder.log());
        process.awaitReady(() -> isReady(folder), START, onDeath);
        return new EmbeddedRedis(folder, process);
    }

    /** Stops a server that a killed process left running on this folder. */
    public static void stopOrphan(Path root) {
        var folder = new RedisFolder(root.toAbsolutePath().normalize());
        OrphanedServer.stop("redis", folder.pidFile(), folder.configuration().toString());
    }

    /** Holds the address with its password; readable by the owner only. */
    public Path urlFile() {
        return folder.urlFile();
    }

    @Override
    public void close() {
        process.close();
    }

    private static boolean isReady(RedisFolder folder) {
        try {
            return Files.exists(folder.log()) && Files.readString(folder.log()).contains("Ready to accept connections");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String configuration(RedisFolder folder, int port, String password) {
        // The command line stays as it is, so that an orphan is recognised by it.
        return """
                bind 127.0.0.1
                port %d
                requirepass %s
                dir "%s"
                pidfile "%s"
                set-proc-title no
                save 300 1
                appendonly no
                maxmemory 128mb
                maxmemory-policy allkeys-lru
                """.formatted(port, password, folder.root(), folder.pidFile());
    }
}
