package dev.parley.standalone.redis;

import dev.parley.runtime.service.StartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The server program, unpacked from the class path. */
final class RedisProgram {
    /** As the artefact {@code embedded-redis} names it. */
    private static final String NAME = "redis-server-7.0.15-linux-amd64";

    private RedisProgram() {}

    /** Unpacks the server unless it is already there. Safe for several processes at once. */
    static Path unpackInto(Path folder) {
        var program = folder.resolve(NAME);
        if (Files.isExecutable(program)) {
            return program;
        }
        if (!System.getProperty("os.name").equals("Linux")
                || !System.getProperty("os.arch").equals("amd64")) {
            throw new StartException("The embedded Redis runs on Linux on x86-64 only; this is "
                    + System.getProperty("os.name") + " on " + System.getProperty("os.arch") + ".");
        }
        try (var content = RedisProgram.class.getResourceAsStream("/" + NAME)) {
            if (content == null) {
                throw new StartException("The class path does not hold " + NAME + ".");
            }
            Files.createDirectories(folder);
            var unfinished = Files.createTempFile(folder, "unpacking-", "");
            Files.copy(content, unfinished, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(unfinished, program, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Redis cannot be unpacked into " + folder, e);
        }
        return program;
    }
}
