package dev.parley.bench.observe;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where a process of the platform shows its metrics. */
public record MetricsSource(URI platform) {
    private static final int TIME_OUT_MS = 5_000;

    /** Empty where there are none, or not for us. */
    public Optional<Metrics> read() {
        try {
            var connection = URI.create(platform + "/metrics").toURL().openConnection();
            connection.setConnectTimeout(TIME_OUT_MS);
            connection.setReadTimeout(TIME_OUT_MS);
            try (var body = connection.getInputStream()) {
                return Optional.of(Metrics.parse(new String(body.readAllBytes(), StandardCharsets.UTF_8)));
            }
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException _) {
            // No platform of ours, or a proxy that keeps them back.
            return Optional.empty();
        }
    }
}
