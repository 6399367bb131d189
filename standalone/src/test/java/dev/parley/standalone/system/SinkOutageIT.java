package dev.parley.standalone.system;

import dev.parley.standalone.platform.PlatformInParts;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinkOutageIT {
    private static final int RECONNECTS = 8;

    @TempDir
    Path temp;

    @Test
    void leavesNoHoleForThoseWhoReconnectWhileNothingIsStored() throws Exception {
        try (var platform = new PlatformInParts(temp.resolve("data"))) {
            var chat = new Chat(List.of(
                    Tenant.create("acme", platform.parts(), platform.address()),
                    Tenant.create("globex", platform.parts(), platform.address())));
            chat.connect(platform.address());
            chat.talk("stored", 10).get(60, TimeUnit.SECONDS);

            platform.stopSinks();
            for (var i = 0; i < RECONNECTS; i++) {
                var talk = chat.talk("unstored-" + i, 10);
                chat.disconnect();
                chat.connect(platform.address());
                talk.get(60, TimeUnit.SECONDS);
            }
            platform.restartSinks();

            chat.assertPromisesKept(new StoredEvents(platform.parts()), "with the sinks stopped for a while");
        }
    }
}
