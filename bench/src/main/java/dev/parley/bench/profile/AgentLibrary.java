package dev.parley.bench.profile;

import dev.parley.bench.report.Checkout;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** The native library of async-profiler, unpacked from its jar. */
final class AgentLibrary {
    private static final String NAME = "libasyncProfiler.so";

    private AgentLibrary() {}

    /** Always the same file: a JVM that has it loaded already must be given that one again. */
    static Path unpacked() {
        return unpacked(Checkout.scratch().resolve("async-profiler"));
    }

    static Path unpacked(Path folder) {
        var library = folder.resolve(NAME);
        if (Files.exists(library)) {
            return library;
        }
        try (var bytes = open()) {
            Files.createDirectories(folder);
            var half = Files.createTempFile(folder, NAME, ".part");
            Files.copy(bytes, half, StandardCopyOption.REPLACE_EXISTING);
            return Files.move(half, library, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The profiler cannot be unpacked to " + folder + ".", e);
        }
    }

    private static InputStream open() {
        var machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        var folder = machine.equals("aarch64") ? "linux-arm64" : "linux-x64";
        var bytes = AgentLibrary.class.getClassLoader().getResourceAsStream(folder + "/" + NAME);
        if (bytes == null) {
            throw new IllegalArgumentException("--profile needs async-profiler on the class path.");
        }
        return bytes;
    }
}
