package dev.parley.standalone.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/** Files and folders that only their owner can read. */
public final class OwnerOnly {
    static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final int SECRET_BYTES = 24;

    private OwnerOnly() {}

    /** Creates a folder if it does not exist, with owner-only permissions from the start. */
    public static void createFolder(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be created.", e);
        }
    }

    /** Replaces a file atomically: a reader sees the old text or the new one. */
    public static void write(Path file, String text) {
        try {
            var next = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(next);
            Files.createFile(next, PosixFilePermissions.asFileAttribute(FILE));
            Files.writeString(next, text);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be written.", e);
        }
    }

    /** The secret in the file; generated if the file does not exist. */
    public static String secret(Path file) {
        try {
            if (!Files.exists(file)) {
                var bytes = new byte[SECRET_BYTES];
                new SecureRandom().nextBytes(bytes);
                write(file, HexFormat.of().formatHex(bytes));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read.", e);
        }
    }
}
