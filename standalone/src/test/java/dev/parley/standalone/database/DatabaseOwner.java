package dev.parley.standalone.database;

import dev.parley.standalone.broker.FreePorts;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that starts a server, says so, and waits to be killed. */
final class DatabaseOwner {
    static final String READY = "ready";

    private DatabaseOwner() {}

    public static void main(String[] folderAndPrograms) throws InterruptedException {
        var folder = Path.of(folderAndPrograms[0]);
        var programs = Path.of(folderAndPrograms[1]);
        try (var server =
                EmbeddedMariaDb.start(folder, programs, FreePorts.find(1).getFirst(), fault -> {})) {
            System.out.println(server.jdbcUrl().isEmpty() ? "no address" : READY);
            new CountDownLatch(1).await();
        }
    }
}
