package dev.parley.schemas.registry;

import dev.parley.schemas.registry.RegistryEntry.Level;
import dev.parley.schemas.registry.RegistryEntry.Other;
import dev.parley.schemas.registry.RegistryEntry.Version;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the registry knows, folded from its log. Not safe for many threads. */
final class Subjects {
    private final NavigableMap<String, NavigableMap<Integer, Version>> versions = new TreeMap<>();
    private final NavigableMap<Integer, String> schemas = new TreeMap<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<String, Compatibility> levels = new HashMap<>();
    private Compatibility defaultLevel = Compatibility.BACKWARD;

    void apply(RegistryEntry entry) {
        switch (entry) {
            case Version version -> {
                versions.computeIfAbsent(version.subject(), _ -> new TreeMap<>())
                        .put(version.version(), version);
                schemas.putIfAbsent(version.id(), version.schema());
                ids.putIfAbsent(version.schema(), version.id());
            }
            case Level(var subject, var compatibility) when subject == null -> defaultLevel = compatibility;
            case Level(var subject, var compatibility) -> levels.put(subject, compatibility);
            case Other() -> {}
        }
    }

    Collection<String> names() {
        return versions.keySet();
    }

    boolean has(String subject) {
        return versions.containsKey(subject);
    }

    /** Oldest first; empty where the subject is unknown. */
    List<Version> versionsOf(String subject) {
        return List.copyOf(versions.getOrDefault(subject, new TreeMap<>()).values());
    }

    Optional<Version> find(String subject, String schema) {
        return versionsOf(subject).stream()
                .filter(version -> version.schema().equals(schema))
                .findFirst();
    }

    Optional<String> schema(int id) {
        return Optional.ofNullable(schemas.get(id));
    }

    Compatibility level(@Nullable String subject) {
        return subject == null ? defaultLevel : levels.getOrDefault(subject, defaultLevel);
    }

    boolean hasOwnLevel(String subject) {
        return levels.containsKey(subject);
    }

    /** The version that a schema becomes: equal schemas share their id across subjects, as everywhere. */
    Version next(String subject, String schema) {
        var known = versionsOf(subject);
        var number = known.isEmpty() ? 1 : known.getLast().version() + 1;
        var fresh = schemas.isEmpty() ? 1 : schemas.lastKey() + 1;
        return new Version(subject, number, ids.getOrDefault(schema, fresh), schema);
    }
}
