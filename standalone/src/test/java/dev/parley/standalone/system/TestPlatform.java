package dev.parley.standalone.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.standalone.broker.FreePorts;
import dev.parley.standalone.data.DataFolder;
import dev.parley.standalone.platform.EmbeddedParts;
import dev.parley.standalone.platform.EmbeddedPlatform;
import dev.parley.standalone.platform.PlatformSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A platform on a folder and a port that it keeps over restarts. */
final class TestPlatform implements AutoCloseable {
    private final Path data;
    private final PlatformSettings settings;
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private @Nullable DataFolder folder;
    private @Nullable EmbeddedPlatform platform;

    TestPlatform(Path data) {
        this.data = data;
        var port = FreePorts.find(1).getFirst();
        this.settings = new PlatformSettings("127.0.0.1", port, Path.of("target", "programs"), 1, true, Map.of());
    }

    TestPlatform start() {
        folder = DataFolder.open(data);
        platform = EmbeddedPlatform.start(folder, settings, (_, _, _) -> {}, faults::add);
        return this;
    }

    URI address() {
        return running().address();
    }

    EmbeddedParts parts() {
        return running().parts();
    }

    /** A new tenant of this id. */
    Tenant tenant(String id) {
        return Tenant.create(id, parts(), address());
    }

    @Override
    public void close() {
        if (platform != null) {
            platform.close();
            platform = null;
        }
        if (folder != null) {
            folder.close();
            folder = null;
        }
        assertEquals(List.of(), faults);
    }

    private EmbeddedPlatform running() {
        if (platform == null) {
            throw new IllegalStateException("Not started.");
        }
        return platform;
    }
}
