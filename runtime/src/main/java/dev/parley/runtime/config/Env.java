package dev.parley.runtime.config;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a process. Reading collects faults instead of throwing, so that one start reports all of them: read
 * everything, then call {@link #check()}. Not safe for many threads.
 */
public final class Env {
    private static final String PREFIX = "PARLEY_";

    private final Map<String, String> values;
    private final Map<String, Setting> read = new LinkedHashMap<>();
    // A set, since two parts of a process may read the same setting.
    private final Set<String> faults = new LinkedHashSet<>();

    private Env(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** The environment of this process. */
    public static Env ofProcess() {
        return new Env(System.getenv());
    }

    /** Settings given by the caller; standalone and tests do. */
    public static Env of(Map<String, String> values) {
        return new Env(values);
    }

    /** A setting as it was read: for the table of {@code --print-config}. */
    public record Setting(String name, String value, String defaultValue, String meaning) {}

    public String string(String name, String defaultValue, String meaning) {
        return parsed(name, defaultValue, meaning, Function.identity(), "a string");
    }

    public String required(String name, String meaning) {
        var value = values.get(name);
        if (value == null || value.isBlank()) {
            faults.add(name + " is missing: " + meaning);
            value = "";
        }
        read.put(name, new Setting(name, value, "(required)", meaning));
        return value;
    }

    public Optional<String> optional(String name, String meaning) {
        var value = Optional.ofNullable(values.get(name)).filter(text -> !text.isBlank());
        read.put(name, new Setting(name, value.orElse(""), "", meaning));
        return value;
    }

    public int integer(String name, int defaultValue, int min, int max, String meaning) {
        var value = parsed(name, Integer.toString(defaultValue), meaning, Integer::valueOf, "a whole number");
        if (value < min || value > max) {
            faults.add(name + " is " + value + ", but must be from " + min + " to " + max + ".");
            return defaultValue;
        }
        return value;
    }

    /** ISO 8601 ({@code PT5S}), or a number with a unit: {@code 200ms}, {@code 5s}, {@code 10m}, {@code 24h}. Never negative. */
    public Duration duration(String name, Duration defaultValue, String meaning) {
        return parsed(
                name,
                Durations.format(defaultValue),
                meaning,
                Durations::parse,
                "a duration such as 200ms, 5s or PT5S");
    }

    public URI uri(String name, @Nullable URI defaultValue, String meaning) {
        if (defaultValue != null) {
            return parsed(name, defaultValue.toString(), meaning, URI::create, "an address");
        }
        try {
            return URI.create(required(name, meaning));
        } catch (IllegalArgumentException e) {
            faults.add(name + " is not an address.");
            return URI.create("");
        }
    }

    public boolean flag(String name, boolean defaultValue, String meaning) {
        return parsed(name, Boolean.toString(defaultValue), meaning, Env::parseFlag, "true or false");
    }

    /** From the file named by {@code NAME_FILE}, or else from {@code NAME}; empty where neither is set. */
    public Optional<Secret> secret(String name, String meaning) {
        return Secrets.read(name, meaning, values, read, faults);
    }

    /** The {@code PARLEY_*} settings that are set, by name, whether they were read or not. */
    public Map<String, String> given() {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(PREFIX))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Everything read so far, in that order. */
    public List<Setting> settings() {
        return List.copyOf(read.values());
    }

    /**
     * Called after every setting was read.
     *
     * @throws ConfigurationException with every fault found, names of unknown {@code PARLEY_*} settings included
     */
    public void check() {
        var all = new ArrayList<>(faults);
        values.keySet().stream()
                .filter(name -> name.startsWith(PREFIX) && !read.containsKey(name))
                .sorted()
                .map(name -> name + " is not a setting of this process; see --print-config.")
                .forEach(all::add);
        if (!all.isEmpty()) {
            throw new ConfigurationException(all);
        }
    }

    /**
     * A setting of any other type.
     *
     * @param parse throws a {@link RuntimeException} for what it does not understand
     * @param expected what it understands, for the message: "but must be …"
     */
    public <T> T parsed(String name, String defaultValue, String meaning, Function<String, T> parse, String expected) {
        var given = values.getOrDefault(name, "");
        var value = given.isBlank() ? defaultValue : given;
        read.put(name, new Setting(name, value, defaultValue, meaning));
        try {
            return parse.apply(value);
        } catch (RuntimeException e) {
            faults.add(name + " is \"" + value + "\", but must be " + expected + ".");
            return parse.apply(defaultValue);
        }
    }

    private static boolean parseFlag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }
}
