package dev.parley.standalone.data;

import dev.parley.runtime.service.StartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The data folder of one platform. Locked by one process at a time; readable by its owner only. */
public final class DataFolder implements AutoCloseable {
    private static final String LOCK_FILE = "parley.lock";

    private final Path root;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path root, FileChannel channel, FileLock lock) {
        this.root = root;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Creates the folder if it does not exist, and locks it.
     *
     * @throws StartException another process has locked it, it holds files that are not a platform's, or it cannot be written
     */
    public static DataFolder open(Path folder) {
        var root = folder.toAbsolutePath().normalize();
        try {
            refuseForeign(root);
            OwnerOnly.createFolder(root);
            var channel = FileChannel.open(
                    root.resolve(LOCK_FILE),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(OwnerOnly.FILE));
            var lock = tryLock(channel);
            if (lock == null) {
                var holder = holder(channel);
                channel.close();
                throw new StartException("The data folder " + root + " is in use by process " + holder
                        + ". Stop that one, or choose another folder with --data.");
            }
            channel.truncate(0);
            channel.write(StandardCharsets.US_ASCII.encode(
                    Long.toString(ProcessHandle.current().pid())));
            return new DataFolder(root, channel, lock);
        } catch (IOException e) {
            throw new StartException(
                    "The data folder " + root + " cannot be used: " + e + ". Choose another one with --data.", e);
        }
    }

    /** Whether no platform was ever started here. */
    public boolean isFresh() {
        return !Files.exists(broker());
    }

    /** Deletes everything except the lock and the logs. */
    public void clear() {
        try {
            for (var child : children(root)) {
                if (!child.endsWith(LOCK_FILE) && !child.equals(logs())) {
                    deleteTree(child);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The data folder " + root + " cannot be emptied.", e);
        }
    }

    public Path root() {
        return root;
    }

    public Path broker() {
        return root.resolve("broker");
    }

    public Path database() {
        return root.resolve("mariadb");
    }

    public Path redis() {
        return root.resolve("redis");
    }

    public Path streams() {
        return root.resolve("streams");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** URL, API key and token for scripts. */
    public Path demoEnv() {
        return root.resolve("demo.env");
    }

    /** How tools reach Kafka and the registry. */
    public Path platformEnv() {
        return root.resolve("platform.env");
    }

    /** The settings for further edges beside the platform. */
    public Path edgeEnv() {
        return root.resolve("edge.env");
    }

    /** The path of a secret; its folder exists and is readable by the owner only. */
    public Path secret(String name) {
        var secrets = root.resolve("secrets");
        OwnerOnly.createFolder(secrets);
        return secrets.resolve(name);
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The lock of " + root + " cannot be released.", e);
        }
    }

    private static void refuseForeign(Path root) throws IOException {
        if (Files.isDirectory(root)
                && !Files.exists(root.resolve(LOCK_FILE))
                && !children(root).isEmpty()) {
            throw new StartException("The folder " + root
                    + " holds something else than a platform's data. Choose another one with --data.");
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // This process itself holds the lock.
            return null;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        var pid = ByteBuffer.allocate(20);
        channel.read(pid, 0);
        return StandardCharsets.US_ASCII.decode(pid.flip()).toString();
    }

    private static List<Path> children(Path folder) throws IOException {
        try (var children = Files.list(folder)) {
            return children.toList();
        }
    }

    private static void deleteTree(Path tree) throws IOException {
        if (Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS)) {
            for (var child : children(tree)) {
                deleteTree(child);
            }
        }
        Files.delete(tree);
    }
}
