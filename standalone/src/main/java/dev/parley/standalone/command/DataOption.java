package dev.parley.standalone.command;

import dev.parley.standalone.data.SettingsFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The data folder of a platform, for every command that needs it. */
final class DataOption {
    private static final String LOG = "PARLEY_KAFKA_BOOTSTRAP_SERVERS";
    private static final List<String> KAFKA = List.of(
            LOG, "PARLEY_REGISTRY_URL", "PARLEY_PARTITIONS", "PARLEY_REPLICATION_FACTOR", "PARLEY_REGISTRY_REGISTER");

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "data",
            description = "Data folder of the platform; ignored where " + LOG
                    + " in the environment says where its log is. Default: ${DEFAULT-VALUE}")
    private Path folder = Path.of("data");

    Path folder() {
        return folder;
    }

    /** How the log of the platform is reached: as the environment says, or else as a platform on this machine has written. */
    Map<String, String> kafka() {
        return kafka(System.getenv());
    }

    Map<String, String> kafka(Map<String, String> environment) {
        return environment.getOrDefault(LOG, "").isBlank()
                ? SettingsFile.read(folder.resolve("platform.env"))
                : KAFKA.stream()
                        .filter(environment::containsKey)
                        .collect(Collectors.toMap(name -> name, environment::get));
    }
}
