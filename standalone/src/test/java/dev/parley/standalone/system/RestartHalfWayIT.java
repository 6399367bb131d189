package dev.parley.standalone.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartHalfWayIT {
    private static final int ROUND = 30;

    @TempDir
    Path temp;

    @Test
    void keepsEveryPromiseOverARestartInTheMiddleOfAConversation() throws Exception {
        try (var platform = new TestPlatform(temp.resolve("data"))) {
            platform.start();
            var chat = new Chat(List.of(platform.tenant("acme"), platform.tenant("globex")));
            chat.connect(platform.address());
            chat.talk("before", ROUND).get(60, TimeUnit.SECONDS);

            var during = chat.talk("during", ROUND);
            chat.disconnect();
            platform.close();
            platform.start();
            chat.connect(platform.address());
            during.get(90, TimeUnit.SECONDS);

            chat.talk("after", ROUND).get(60, TimeUnit.SECONDS);
            assertEquals(3 * 6 * ROUND, chat.acknowledged());
            chat.assertPromisesKept(new StoredEvents(platform.parts()), "with a restart half-way");
        }
    }
}
