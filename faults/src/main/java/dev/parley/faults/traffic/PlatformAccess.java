package dev.parley.faults.traffic;

import java.net.URI;
import java.util.List;

/**
 * Where a platform is.
 *
 * @param ingress REST, a node each
 * @param push sockets, a node each
 * @param tenant whose key it is
 */
public record PlatformAccess(List<URI> ingress, List<URI> push, String tenant, String apiKey, LogAddress log) {
    /** Where the log and its schemas are. */
    public record LogAddress(String bootstrapServers, URI registry) {}
}
