package dev.parley.standalone.database;

import dev.parley.runtime.service.StartException;
import dev.parley.standalone.data.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;

/**
 * The folder of one server: tables, log, password.
 *
 * @param root absolute
 */
record MariaDbFolder(Path root) {
    private static final long BOOTSTRAP_SECONDS = 60;

    Path data() {
        return root.resolve("data");
    }

    Path log() {
        return root.resolve("mariadbd.log");
    }

    Path pidFile() {
        return root.resolve("mariadbd.pid");
    }

    Path initFile() {
        return root.resolve("init.sql");
    }

    Path passwordFile() {
        return root.resolve("password");
    }

    /** Creates the system tables if there are none; an interrupted attempt is repeated from the beginning. */
    void prepare(MariaDbProgram program) {
        if (Files.isDirectory(data())) {
            return;
        }
        try {
            OwnerOnly.createFolder(root);
            var unfinished = Files.createTempDirectory(root, "creating-");
            bootstrap(program, unfinished);
            Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("MariaDB's tables cannot be created in " + root, e);
        }
    }

    private void bootstrap(MariaDbProgram program, Path unfinished) throws IOException {
        var process = new ProcessBuilder(new MariaDbCommand(program, unfinished).bootstrap())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
        try (var sql = process.outputWriter()) {
            sql.write("create database if not exists mysql;\nuse mysql;\nset @auth_root_socket=null;\n");
            sql.write(program.systemTables());
            // No users without a password, not even on loopback.
            sql.write("delete from mysql.global_priv;\n");
        }
        if (!waitFor(process) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new StartException("MariaDB could not create its tables; see " + log() + ".");
        }
    }

    private static boolean waitFor(Process process) {
        try {
            return process.waitFor(BOOTSTRAP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
