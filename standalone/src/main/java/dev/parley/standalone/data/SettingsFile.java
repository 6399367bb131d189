package dev.parley.standalone.data;

import dev.parley.runtime.service.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Settings in a file, one {@code NAME=value} a line, so that a shell can read it too. */
public final class SettingsFile {
    private SettingsFile() {}

    /** Readable by its owner only. */
    public static void write(Path file, Map<String, String> settings) {
        OwnerOnly.write(
                file,
                new TreeMap<>(settings)
                        .entrySet().stream()
                                .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                                .collect(Collectors.joining()));
    }

    /**
     * The settings in the file.
     *
     * @throws StartException the file does not exist, so no platform was started there
     */
    public static Map<String, String> read(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.map(line -> line.split("=", 2))
                    .filter(parts -> parts.length == 2)
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        } catch (IOException e) {
            throw new StartException(
                    "There is no " + file + ": start a platform with \"parley up\", or name its folder with --data.",
                    e);
        }
    }
}
