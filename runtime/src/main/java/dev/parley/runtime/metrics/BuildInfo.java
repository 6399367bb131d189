package dev.parley.runtime.metrics;

import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which build a process runs: {@code parley_build_info{version,commit}}, always 1. Written into the build by Maven. */
public final class BuildInfo {
    private static final String FILE = "build.properties";

    private BuildInfo() {}

    /** Registers it; a second call with the same registry does nothing. */
    public static void register(PrometheusRegistry registry) {
        SharedMetrics.of(registry, BuildInfo.class, BuildInfo::create);
    }

    private static BuildInfo create(PrometheusRegistry registry) {
        var build = read();
        Info.builder()
                .name("parley_build_info")
                .help("Which build this is.")
                .labelNames("version", "commit")
                .register(registry)
                .setLabelValues(build.getProperty("version", "unknown"), build.getProperty("commit", "unknown"));
        return new BuildInfo();
    }

    private static Properties read() {
        var properties = new Properties();
        try (var in = BuildInfo.class.getResourceAsStream(FILE)) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
