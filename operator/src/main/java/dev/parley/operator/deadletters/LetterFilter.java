package dev.parley.operator.deadletters;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which letters: those that match everything that is given. */
final class LetterFilter {
    @Option(names = "--feature", paramLabel = "NAME", description = "Only letters of this feature or sink.")
    private @Nullable String feature;

    @Option(
            names = "--cause",
            paramLabel = "CAUSE",
            description = "Only this cause, such as malformed or key-mismatch.")
    private @Nullable String cause;

    @Option(
            names = "--tenant",
            paramLabel = "ID",
            description = "Only records whose key names this tenant; a malformed key may name anybody.")
    private @Nullable String tenant;

    @Option(names = "--topic", paramLabel = "NAME", description = "Only records of this topic.")
    private @Nullable String topic;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only letters written since then, such as 2026-11-27T08:00:00Z.")
    private @Nullable Instant since;

    LetterFilter() {}

    LetterFilter(@Nullable String feature, @Nullable String cause, @Nullable String tenant, @Nullable String topic) {
        this.feature = feature;
        this.cause = cause;
        this.tenant = tenant;
        this.topic = topic;
    }

    boolean isEmpty() {
        return feature == null && cause == null && tenant == null && topic == null && since == null;
    }

    boolean takes(Letter letter) {
        return isOrAny(feature, letter.feature())
                && isOrAny(cause, letter.cause())
                && isOrAny(tenant, letter.tenant())
                && isOrAny(topic, letter.place().topic())
                && (since == null || !letter.writtenAt().isBefore(since));
    }

    private static boolean isOrAny(@Nullable String wanted, String value) {
        return wanted == null || wanted.equals(value);
    }
}
