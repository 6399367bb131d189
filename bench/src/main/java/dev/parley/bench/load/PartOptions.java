package dev.parley.bench.load;

import dev.parley.bench.options.OutputOptions;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Whether a run is shared by several generators, and which of them this one is. */
final class PartOptions {
    @Option(
            names = "--processes",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Generators that share users and rate; one holds some 19,000 sockets. Default: ${DEFAULT-VALUE}.")
    private int processes;

    @Option(names = "--part", hidden = true)
    private int part = -1;

    @Option(names = "--part-folder", hidden = true)
    private @Nullable Path folder;

    boolean isSplit() {
        return processes > 1;
    }

    boolean isPart() {
        return part >= 0;
    }

    int count() {
        return processes;
    }

    Part part() {
        return isPart() ? new Part(part, processes) : Part.WHOLE;
    }

    Path folder() {
        return Objects.requireNonNull(folder);
    }

    CoordinatedEnsemble ensemble() {
        var told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        return new CoordinatedEnsemble(told, System.out, folder(), part());
    }

    /** How this program was called, with the name of the run, so that all generators have the same. */
    static List<String> arguments(CommandSpec command, OutputOptions output) {
        var given = command.root().commandLine().getParseResult().originalArgs();
        var arguments = new ArrayList<>(given);
        if (given.stream().noneMatch(argument -> argument.startsWith("--run-id"))) {
            arguments.addAll(List.of("--run-id", output.runId()));
        }
        return arguments;
    }
}
