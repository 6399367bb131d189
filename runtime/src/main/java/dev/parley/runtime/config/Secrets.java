package dev.parley.runtime.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Reads secrets, from files first. */
final class Secrets {
    private static final String REDACTED = new Secret("").toString();

    private Secrets() {}

    static Optional<Secret> read(
            String name,
            String meaning,
            Map<String, String> values,
            Map<String, Env.Setting> read,
            Collection<String> faults) {
        var fileName = name + "_FILE";
        var file = values.getOrDefault(fileName, "");
        var direct = values.getOrDefault(name, "");
        read.put(fileName, new Env.Setting(fileName, file, "", "File that holds " + name + "."));
        read.put(name, new Env.Setting(name, direct.isBlank() ? "" : REDACTED, "", meaning));
        if (file.isBlank()) {
            return direct.isBlank() ? Optional.empty() : Optional.of(new Secret(direct));
        }
        if (!direct.isBlank()) {
            faults.add(name + " and " + fileName + " are both set; set one of them.");
        }
        return fromFile(fileName, file, faults);
    }

    private static Optional<Secret> fromFile(String fileName, String file, Collection<String> faults) {
        try {
            var text = Files.readString(Path.of(file)).strip();
            if (!text.isEmpty()) {
                return Optional.of(new Secret(text));
            }
            faults.add(fileName + " names " + file + ", which is empty.");
        } catch (IOException | IllegalArgumentException e) {
            faults.add(fileName + " names " + file + ", which cannot be read.");
        }
        return Optional.empty();
    }
}
