package dev.parley.runtime.config;

import dev.parley.runtime.config.Env.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads secrets, from files first. */
final class Secrets {
    private Secrets() {}

    static Optional<Secret> read(
            String name, String meaning, Map<String, String> values, Map<String, Setting> read, List<String> faults) {
        var file = values.getOrDefault(name + "_FILE", "");
        read.put(name + "_FILE", new Setting(name + "_FILE", file, "", "File that holds " + name + "."));
        var direct = values.getOrDefault(name, "");
        read.put(name, new Setting(name, direct.isEmpty() ? "" : "[REDACTED]", "", meaning));
        if (file.isBlank()) {
            return direct.isBlank() ? Optional.empty() : Optional.of(new Secret(direct));
        }
        try {
            return Optional.of(new Secret(Files.readString(Path.of(file)).strip()));
        } catch (IOException e) {
            faults.add(name + "_FILE names " + file + ", which cannot be read.");
            return Optional.empty();
        }
    }
}
