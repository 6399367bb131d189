package dev.parley.runtime.metrics;

import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which build a process runs: {@code parley_build_info{version,commit}}, always 1. Written into the build by Maven. */
public final class BuildInfo {
    private static final String FILE = "build.properties";
    private static final Properties BUILD = read();

    private BuildInfo() {}

    /** Registers it; a second call with the same registry does nothing. */
    public static void register(PrometheusRegistry registry) {
        SharedMetrics.of(registry, BuildInfo.class, BuildInfo::create);
    }

    /** Of this build. */
    public static String version() {
        return BUILD.getProperty("version", "unknown");
    }

    /** What this build was made of. */
    public static String commit() {
        return BUILD.getProperty("commit", "unknown");
    }

    private static BuildInfo create(PrometheusRegistry registry) {
        Info.builder()
                .name("parley_build_info")
                .help("Which build this is.")
                .labelNames("version", "commit")
                .register(registry)
                .setLabelValues(version(), commit());
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
