package dev.parley.bench.load;

import dev.parley.bench.options.Times;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who types all the time, as options. */
final class TypingOptions {
    @Option(
            names = "--typists",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Users who type, each with a socket; 0 = none. Default: ${DEFAULT-VALUE}.")
    private int typists;

    @Option(
            names = "--members",
            paramLabel = "N",
            defaultValue = "20",
            description = "Members of each of their groups, default: ${DEFAULT-VALUE}.")
    private int members;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            defaultValue = "2500ms",
            description = "How often each says that it types, default: ${DEFAULT-VALUE}.")
    private String every = "2500ms";

    @Option(
            names = "--transient-every",
            paramLabel = "N",
            defaultValue = "7",
            description =
                    "Every so many of these frames one is a transient instead; 0 = none. Default: ${DEFAULT-VALUE}.")
    private int transientEvery;

    /**
     * Null where nobody types.
     *
     * @throws IllegalArgumentException a sentence for users
     */
    Typists.@Nullable Plan plan(String runId) {
        if (typists == 0) {
            return null;
        }
        if (members < 2 || members > typists || typists % members != 0) {
            throw new IllegalArgumentException("--members must be at least 2, and --typists a multiple of it.");
        }
        if (transientEvery < 0) {
            throw new IllegalArgumentException("--transient-every must not be below 0.");
        }
        return new Typists.Plan(runId + "-typing", typists, members, Times.parse(every), transientEvery);
    }

    Map<String, Object> settings() {
        return Map.of(
                "typists",
                typists,
                "members",
                members,
                "everyMillis",
                Times.parse(every).toMillis(),
                "transientEvery",
                transientEvery);
    }
}
