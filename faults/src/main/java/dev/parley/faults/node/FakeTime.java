package dev.parley.faults.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A wall clock that is wrong as told, for one process, by {@code libfaketime}. Its clock for intervals stays right. */
public final class FakeTime {
    /** After so long a process goes by the new time at the latest. */
    public static final Duration NOTICED = Duration.ofSeconds(2);

    // Otherwise the file is read at each look at the clock, or only every ten seconds.
    private static final String SECONDS_BETWEEN_READS = "1";

    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib64/faketime/libfaketimeMT.so.1"));

    private final Path library;
    private final Path file;

    private FakeTime(Path library, Path file) {
        this.library = library;
        this.file = file;
    }

    public static boolean isPossible() {
        return library().isPresent();
    }

    /** @param file says how wrong the clock is at present */
    static FakeTime of(Path file) {
        var fake = new FakeTime(library().orElseThrow(), file);
        fake.offset(0);
        return fake;
    }

    /** From now on the clock is wrong by so many seconds; negative = behind. Felt within {@link #NOTICED}. */
    public void offset(int seconds) {
        try {
            Files.writeString(file, String.format("%+d%n", seconds));
        } catch (IOException e) {
            throw new UncheckedIOException("The clock cannot be set.", e);
        }
    }

    /** What a process must find in its environment to go by this clock. */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                file.toString(),
                "FAKETIME_CACHE_DURATION",
                SECONDS_BETWEEN_READS,
                // Otherwise every wait of a thread ends at once.
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                "DONT_FAKE_MONOTONIC",
                "1");
    }

    private static Optional<Path> library() {
        return LIBRARIES.stream().filter(Files::isReadable).findFirst();
    }
}
