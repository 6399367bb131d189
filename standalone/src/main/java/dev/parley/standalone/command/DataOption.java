package dev.parley.standalone.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The data folder of a platform, for every command that needs it. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "data",
            description = "Data folder of the platform. Default: ${DEFAULT-VALUE}")
    private Path folder = Path.of("data");

    Path folder() {
        return folder;
    }
}
