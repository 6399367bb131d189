package dev.parley.topologies;

import dev.parley.runtime.service.StartException;
import java.util.List;

/** Every feature there is. */
final class Features {
    private static final List<Feature> ALL = List.of(
            new ConversationFeature(),
            new UsersFeature(),
            new ReceiptsFeature(),
            new HeadsFeature(),
            new PresenceFeature());

    private Features() {}

    static List<Feature> named(List<String> names) {
        return names.stream().map(Features::named).toList();
    }

    private static Feature named(String name) {
        return ALL.stream()
                .filter(feature -> feature.name().equals(name.strip()))
                .findFirst()
                .orElseThrow(() -> new StartException("PARLEY_TOPOLOGIES names \"" + name + "\"; there are: "
                        + String.join(", ", ALL.stream().map(Feature::name).toList()) + "."));
    }
}
