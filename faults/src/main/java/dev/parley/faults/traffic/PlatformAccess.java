package dev.parley.faults.traffic;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a platform is.
 *
 * @param ingress REST, a node each
 * @param push sockets, a node each
 * @param tenant whose key it is
 * @param reachableLog null where the log cannot be reached from here
 */
public record PlatformAccess(
        List<URI> ingress,
        List<URI> push,
        String tenant,
        String apiKey,
        @Nullable LogAddress reachableLog) {
    /** A platform of which one knows an address and a key only. */
    public static PlatformAccess at(URI url, String apiKey) {
        return new PlatformAccess(List.of(url), List.of(url), "", apiKey, null);
    }

    /** @throws IllegalStateException the log cannot be reached from here */
    public LogAddress log() {
        if (reachableLog == null) {
            throw new IllegalStateException("The log of this platform cannot be reached from here.");
        }
        return reachableLog;
    }

    /** Where the log and its schemas are. */
    public record LogAddress(String bootstrapServers, URI registry) {}
}
