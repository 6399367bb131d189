package dev.parley.runtime.operator;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** What the services of a process give to operators. Safe for many threads. */
public final class Operations {
    private final ConcurrentSkipListMap<String, OperatedFeature> features = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<String, Path> folders = new ConcurrentSkipListMap<>();

    public void add(OperatedFeature feature) {
        features.put(feature.name(), feature);
    }

    /**
     * A folder that must not run full.
     *
     * @param name for operators
     * @param folder may not be there yet
     */
    public void addFolder(String name, Path folder) {
        folders.put(name, folder);
    }

    /** Sorted by name. */
    Collection<OperatedFeature> features() {
        return List.copyOf(features.values());
    }

    Optional<OperatedFeature> find(String feature) {
        return Optional.ofNullable(features.get(feature));
    }

    Map<String, Path> folders() {
        return Map.copyOf(folders);
    }
}
