package dev.parley.standalone.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.standalone.crash.TopologiesProcess;
import dev.parley.standalone.platform.PlatformInParts;
import dev.parley.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fault 3, seen by sockets and stores: the topologies are killed with a transaction open, whose events people on sockets have
 * seen already and which the next process sends again.
 */
class SocketsOverACrashIT {
    private static final int ROUND = 20;
    private static final int RECONNECTS = 8;
    private static final Duration SELDOM = Duration.ofSeconds(5);
    private static final Duration OFTEN = Duration.ofMillis(200);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path temp;

    @Test
    void showsEachEventOnceToSocketsAndStoreWhateverTheCrashRepeats() throws Exception {
        try (var platform = PlatformInParts.withoutTopologies(temp.resolve("data"))) {
            var stored = new StoredEvents(platform.parts());
            var chat = crashWithAnOpenTransaction(platform, stored);
            assertTrue(stored.uncommitted() > 0, "the next process has something to repeat");

            // Nobody decides now. People come back with positions that no store knows of.
            chat.reconnectAllButCats(platform.address());
            var unanswered = chat.talk("unanswered", ROUND);
            chat.reconnectAllButCats(platform.address());
            try (var _ = topologies(platform, "recovered", OFTEN)) {
                reconnectUntilDone(chat, platform, unanswered);
                unanswered.get(120, TimeUnit.SECONDS);
                chat.talk("recovered", ROUND).get(60, TimeUnit.SECONDS);
                chat.assertPromisesKept(stored, "with a crash between sending and committing");
            }
            assertEquals(4 * 6 * ROUND, chat.acknowledged());
            assertEquals(List.of(), chat.complaints());
        }
    }

    private Chat crashWithAnOpenTransaction(PlatformInParts platform, StoredEvents stored) throws Exception {
        try (var doomed = topologies(platform, "doomed", SELDOM)) {
            var chat = new Chat(List.of(
                    Tenant.create("acme", platform.parts(), platform.address()),
                    Tenant.create("globex", platform.parts(), platform.address())));
            chat.connect(platform.address());
            chat.talk("committed", ROUND).get(60, TimeUnit.SECONDS);
            // Right after a commit there is most time until the next one.
            Eventually.isTrue("a commit", Duration.ofSeconds(30), () -> stored.uncommitted() == 0);

            var talk = chat.talk("uncommitted", ROUND);
            chat.reconnectAllButCats(platform.address());
            talk.get(60, TimeUnit.SECONDS);
            doomed.kill();
            return chat;
        }
    }

    /** Some of these resumes meet the uncommitted events, some their repeats, and some what is decided for the first time. */
    private static void reconnectUntilDone(Chat chat, PlatformInParts platform, CompletableFuture<Void> talk) {
        for (var i = 0; i < RECONNECTS; i++) {
            chat.reconnectAllButCats(platform.address());
            var last = chat.acknowledged();
            Eventually.isTrue(
                    "an acknowledgement", Duration.ofSeconds(90), () -> talk.isDone() || chat.acknowledged() > last);
        }
    }

    private TopologiesProcess topologies(PlatformInParts platform, String name, Duration commitInterval)
            throws IOException {
        return TopologiesProcess.start(platform.parts().kafka().settings(), temp, name, commitInterval);
    }
}
