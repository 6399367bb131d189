package dev.parley.standalone.database;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of the server. Buffers are small because the platform shares one machine; InnoDB's take memory as they
 * fill and limit the write rate once the tables are larger.
 *
 * @param program the unpacked server
 * @param data the data folder, absolute
 */
record MariaDbCommand(MariaDbProgram program, Path data) {
    /** Relative to the data folder: a socket path has at most 107 bytes. */
    private static final String SOCKET = "mariadb.sock";

    /** Creates the system tables from SQL on its standard input, then ends. */
    List<String> bootstrap() {
        var command = common();
        command.add("--bootstrap");
        command.add("--log-warnings=0");
        command.add("--enforce-storage-engine=");
        return command;
    }

    /** Serves on a port of loopback, after it ran the SQL in {@code initFile}. */
    List<String> serve(int port, Path pidFile, Path initFile) {
        var command = common();
        command.addAll(List.of(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + SOCKET,
                "--pid-file=" + pidFile,
                "--init-file=" + initFile,
                // Creating a certificate at each start costs three seconds of CPU; connections are local.
                "--skip-ssl",
                "--skip-name-resolve",
                "--skip-log-bin",
                "--performance-schema=OFF",
                "--feedback=OFF",
                "--max-connections=64",
                "--table-open-cache=200",
                "--innodb-buffer-pool-size=256M",
                "--innodb-log-buffer-size=4M",
                // Evicted pages are written in bulk by the page cache, not one by one by the server.
                "--innodb-data-file-buffering=ON",
                "--innodb-flush-neighbors=0",
                "--innodb-io-capacity=1000",
                // Kafka is the source of truth, and it does not flush each write either.
                "--innodb-flush-log-at-trx-commit=2"));
        return command;
    }

    /** The argument that identifies a server on this folder. */
    static String mark(Path data) {
        return "--datadir=" + data;
    }

    private List<String> common() {
        var command = new ArrayList<>(List.of(
                program.server().toString(),
                "--no-defaults",
                "--basedir=" + program.home(),
                mark(data),
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_bin",
                "--max-allowed-packet=64M",
                "--key-buffer-size=1M",
                "--aria-pagecache-buffer-size=1M",
                "--innodb-data-file-path=ibdata1:4M:autoextend",
                "--innodb-autoextend-increment=4",
                "--innodb-log-file-size=256M"));
        if (System.getProperty("user.name").equals("root")) {
            // Otherwise the server refuses to run as root.
            command.add("--user=root");
        }
        return command;
    }
}
