package dev.parley.bench.load;

import dev.parley.bench.client.ParleyChat;
import dev.parley.bench.client.Target;
import dev.parley.bench.replay.ChatFile;
import dev.parley.bench.report.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that every load scenario has. */
final class LoadOptions {
    private static final Duration DRAIN = Duration.ofSeconds(15);
    private static final int REAL_TEXTS = 100_000;
    private static final Pattern DURATION = Pattern.compile("([0-9]+)(ms|s|m|h)?");

    @Mixin
    private Target target = new Target();

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "500",
            description = "Messages a second, default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(
            names = "--warmup",
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "At the same rate, before anything is measured, default: ${DEFAULT-VALUE}.")
    private String warmUp = "60s";

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "What is measured, default: ${DEFAULT-VALUE}.")
    private String duration = "60s";

    @Option(
            names = "--text-bytes",
            paramLabel = "N",
            defaultValue = "150",
            description = "Length of each text, default: ${DEFAULT-VALUE}.")
    private int textBytes;

    @Option(names = "--real", paramLabel = "FILE", description = "Takes the texts from recorded chat instead.")
    private @Nullable Path real;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "Threads for sockets, default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(
            names = "--sources",
            paramLabel = "ADDRESS",
            split = ",",
            description = "Local addresses that sockets come from in turn, such as 127.0.0.2,127.0.0.3.")
    private List<String> sources = List.of();

    @Option(
            names = "--pid",
            paramLabel = "PID",
            description = "The platform's process, whose CPU and memory are reported (or as in <data>/platform.env).")
    private @Nullable Long pid;

    @Option(
            names = "--run-id",
            paramLabel = "ID",
            description = "Begins the names of users and conversations, default: the time.")
    private @Nullable String runId;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the result as JSON.")
    private @Nullable Path json;

    /** Runs a scenario, shows and writes what came of it, and returns the exit status. */
    int run(Scenario scenario) throws IOException {
        var report = measure(scenario);
        System.out.println();
        System.out.print(report.text());
        if (json != null) {
            Results.write(json, report);
        }
        return report.isClean() && !report.isVoid() ? 0 : 1;
    }

    private LoadReport measure(Scenario scenario) throws IOException {
        var settings = settings();
        try (var chat = ParleyChat.open(target.urls(), target.apiKey(), settings.runId(), threads, sources)) {
            return new LoadRun(settings, chat, scenario, System.out).run();
        }
    }

    private LoadSettings settings() throws IOException {
        var texts = real == null ? List.of("x".repeat(textBytes)) : ChatFile.texts(real, REAL_TEXTS);
        var server = pid == null ? target.pid() : pid;
        return new LoadSettings(
                runId == null ? newRun() : runId,
                rate,
                time(warmUp),
                time(duration),
                DRAIN,
                texts,
                threads,
                server == null ? List.of() : List.of(server));
    }

    private static String newRun() {
        return LocalDateTime.now(ZoneOffset.UTC)
                .format(DateTimeFormatter.ofPattern("'bench-'yyyyMMdd-HHmmss", Locale.ROOT));
    }

    static Duration time(String text) {
        var matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not a time: " + text + " (try 60s, 500ms or 5m).");
        }
        var amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case null, default -> Duration.ofSeconds(amount);
        };
    }
}
