package dev.parley.bench.options;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How long a run warms up and is measured, as options. */
public final class TimingOptions {
    @Option(
            names = "--warmup",
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "The same load before anything is measured (60s, 500ms, 5m), default: ${DEFAULT-VALUE}.")
    private String warmUp = "60s";

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "The measured time, default: ${DEFAULT-VALUE}.")
    private String duration = "60s";

    /** @throws IllegalArgumentException a sentence for users */
    public Duration warmUp() {
        return Times.parse(warmUp);
    }

    /** @throws IllegalArgumentException a sentence for users */
    public Duration duration() {
        return Times.parse(duration);
    }
}
