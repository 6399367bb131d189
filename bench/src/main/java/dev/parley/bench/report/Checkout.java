package dev.parley.bench.report;

import java.nio.file.Path;

/** The folder of the project that this program belongs to; the launcher says where it is. */
public final class Checkout {
    private Checkout() {}

    public static Path home() {
        return Path.of(System.getProperty("parley.home", ".")).toAbsolutePath().normalize();
    }

    /** Where every run leaves its result. */
    public static Path results() {
        return home().resolve("bench").resolve("results");
    }

    /** Where a program may unpack things, and find them again. */
    public static Path scratch() {
        return home().resolve("bench").resolve("target");
    }
}
