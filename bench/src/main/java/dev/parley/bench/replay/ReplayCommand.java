package dev.parley.bench.replay;

import dev.parley.bench.options.Target;
import dev.parley.client.run.ResultFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley replay}: the options of a run. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description =
                "Plays recorded chat into a running platform over REST and sockets, and checks what became of it, and what "
                        + "each of its listeners and some speakers have not read.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:everything arrived, once and in order, and unread counts are right",
            "1:something was lost, doubled, out of order, altered, refused without cause, a blank text was taken, or a count differs",
            "2:it could not be played, or not to its end (then --resume goes on)"
        })
public final class ReplayCommand implements Callable<Integer> {
    private static final String SUFFIX = ".journal";

    @Parameters(paramLabel = "FILE", description = "Recorded days as JSON lines, gzipped or not.")
    private Path file = Path.of("");

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many days, default: ${DEFAULT-VALUE}.")
    private int days;

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "200",
            description = "How many times faster than it was said, default: ${DEFAULT-VALUE}.")
    private double speed;

    @Mixin
    private Target target = new Target();

    @Option(
            names = "--listeners",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "Members who only listen and read: at once, in bursts, behind, marking as unread, or never. Default: ${DEFAULT-VALUE}.")
    private int listeners;

    @Option(
            names = "--sockets",
            paramLabel = "PERCENT",
            defaultValue = "50",
            description = "Users of a hundred who speak on a socket, the others over REST, default: ${DEFAULT-VALUE}.")
    private int socketPercent;

    @Option(
            names = "--most-sockets",
            paramLabel = "N",
            defaultValue = "100",
            description = "Speakers' sockets open at a time, default: ${DEFAULT-VALUE}.")
    private int mostSockets;

    @Option(
            names = "--most-under-way",
            paramLabel = "N",
            defaultValue = "500",
            description = "Actions waiting or running at a time, default: ${DEFAULT-VALUE}.")
    private int mostUnderWay;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write the result as JSON.")
    private @Nullable Path json;

    @Option(names = "--run-id", paramLabel = "ID", description = "Names the run and its group, default: the time.")
    private @Nullable String runId;

    @Option(names = "--resume", description = "Goes on with the run of --run-id, or with the last one.")
    private boolean isResumed;

    @Option(
            names = "--journals",
            paramLabel = "FOLDER",
            description = "Where runs are remembered, default: ~/.local/state/parley/replays.")
    private @Nullable Path journals;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "How long an unknown outcome is retried, default: ${DEFAULT-VALUE}.")
    private long patience;

    @Option(
            names = "--counts-within",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long unread counts may be behind at the end, default: ${DEFAULT-VALUE}.")
    private long countsWithin;

    @Option(
            names = "--sources",
            paramLabel = "ADDRESS",
            split = ",",
            description = "Local addresses that sockets come from in turn, such as 127.0.0.2,127.0.0.3.")
    private List<String> sources = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var settings = settings();
        System.out.println(
                "Run " + settings.runId() + " against " + settings.url() + ", journal " + settings.journal());
        var report = new Replay(settings, System.out).play();
        System.out.println();
        System.out.print(report.text());
        if (json != null) {
            ResultFile.write(json, report);
        }
        return report.isClean() ? 0 : 1;
    }

    private ReplaySettings settings() throws IOException {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("There is no file " + file + ".");
        }
        var folder = journals == null ? stateFolder() : journals;
        var id = runId == null ? isResumed ? lastRun(folder) : newRun() : runId;
        return new ReplaySettings(
                file,
                days,
                speed,
                target.url(),
                target.apiKey(),
                listeners,
                id,
                isResumed,
                folder.resolve(id + SUFFIX),
                socketPercent,
                mostSockets,
                mostUnderWay,
                Duration.ofSeconds(patience),
                Duration.ofSeconds(countsWithin),
                sources);
    }

    /** Not the platform's data folder: that may be on another machine, or not be there yet. */
    private static Path stateFolder() {
        var state = System.getenv("XDG_STATE_HOME");
        var base = state == null || state.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "state")
                : Path.of(state);
        return base.resolve("parley").resolve("replays");
    }

    private static String newRun() {
        var format = DateTimeFormatter.ofPattern("'replay-'yyyyMMdd-HHmmss", Locale.ROOT);
        return LocalDateTime.now(ZoneOffset.UTC).format(format);
    }

    private static String lastRun(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("There is no run to resume in " + folder + ".");
        }
        try (var files = Files.list(folder)) {
            return files.filter(path -> path.toString().endsWith(SUFFIX))
                    .max(Comparator.comparingLong(path -> path.toFile().lastModified()))
                    .map(path -> path.toFile().getName().replaceFirst("\\.journal$", ""))
                    .orElseThrow(() -> new IllegalArgumentException("There is no run to resume in " + folder + "."));
        }
    }
}
