package dev.parley.faults.node;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How the platform's programs are called.
 *
 * @param java the JVM
 * @param classPath of the module {@code standalone}
 * @param unpacked where MariaDB and Redis are unpacked once for all runs
 */
public record Programs(Path java, String classPath, Path unpacked) {
    private static final String MAIN = "dev.parley.standalone.Standalone";

    /** As the launcher says, in system properties. */
    public static Programs ofLauncher() {
        var classPath = System.getProperty("parley.platform");
        var unpacked = System.getProperty("parley.programs");
        if (classPath == null || unpacked == null) {
            throw new IllegalArgumentException(
                    "Start this as ./parley fault: the launcher says where the platform is.");
        }
        return new Programs(Path.of(System.getProperty("java.home"), "bin", "java"), classPath, Path.of(unpacked));
    }

    /** A command line of the platform. */
    List<String> command(String heap, List<String> arguments) {
        var command = new ArrayList<>(List.of(
                java.toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+UseSerialGC",
                // They live for minutes: what the second compiler would save, its own work costs.
                "-XX:TieredStopAtLevel=1",
                "-Xmx" + heap,
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                classPath,
                MAIN));
        command.addAll(arguments);
        return command;
    }
}
