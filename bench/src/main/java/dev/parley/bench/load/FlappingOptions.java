package dev.parley.bench.load;

import dev.parley.bench.options.Times;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose presence changes all the time, as options. */
final class FlappingOptions {
    @Option(
            names = "--flapping",
            paramLabel = "N",
            defaultValue = "5000",
            description = "Users whose presence changes all the time, each with a socket; 0 = none. "
                    + "Default: ${DEFAULT-VALUE}.")
    private int users;

    @Option(
            names = "--circle",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many of them watch each other, default: ${DEFAULT-VALUE}.")
    private int circle;

    // A phone is looked at for a minute or two and put away again, and a desk is left and come back to less often: with
    // all users at
    // it without a pause, that is the rush hour of a platform, several times what a whole working day comes to.
    @Option(
            names = "--flap-every",
            paramLabel = "TIME",
            defaultValue = "60s",
            description =
                    "How often each changes, on average and at random times. Default: ${DEFAULT-VALUE}, as of phones "
                            + "that are looked at for a minute and put away for one.")
    private String every = "60s";

    @Option(
            names = "--phones",
            paramLabel = "PERCENT",
            defaultValue = "50",
            description =
                    "How many of them connect and drop, every other time without a close frame; the others stay connected "
                            + "and are idle, active and busy in turn. Default: ${DEFAULT-VALUE}.")
    private int phones;

    /**
     * Null where nobody flaps.
     *
     * @throws IllegalArgumentException a sentence for users
     */
    FlappingUsers.@Nullable Plan plan(String runId) {
        if (users == 0) {
            return null;
        }
        if (circle < 2 || circle > users || users % circle != 0) {
            throw new IllegalArgumentException("--circle must be at least 2, and --flapping a multiple of it.");
        }
        if (phones < 0 || phones > 100) {
            throw new IllegalArgumentException("--phones must be from 0 to 100.");
        }
        var mean = Times.parse(every);
        if (mean.isZero()) {
            throw new IllegalArgumentException("--flap-every must be above 0.");
        }
        return new FlappingUsers.Plan(runId + "-flapping", users, circle, mean, phones);
    }

    Map<String, Object> settings() {
        return Map.of(
                "flapping",
                users,
                "circle",
                circle,
                "flapEveryMillis",
                Times.parse(every).toMillis(),
                "phonesPercent",
                phones);
    }
}
