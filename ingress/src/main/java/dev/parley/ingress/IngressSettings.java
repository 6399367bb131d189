package dev.parley.ingress;

import dev.parley.edge.EdgeSettings;
import dev.parley.ingress.console.ConsoleSettings;
import dev.parley.ingress.http.Cors;
import dev.parley.ingress.http.Limits;
import dev.parley.ingress.reads.ReadWait;
import dev.parley.readmodel.ReadModelSettings;
import dev.parley.runtime.config.Env;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the REST edge must be told.
 *
 * @param readWait how long reads wait for the store to catch up
 * @param cors which web pages may call
 * @param console whether the chat page is served, and for whom
 */
public record IngressSettings(
        EdgeSettings edge,
        ReadModelSettings readModel,
        Limits limits,
        ReadWait readWait,
        Cors cors,
        Optional<ConsoleSettings> console) {
    private static final int REQUESTS = 2_048;
    private static final int MAX_REQUESTS = 1_000_000;
    /** Below the front's own, which closes the connection without a word. */
    private static final Duration BODY_TIME = Duration.ofSeconds(10);

    private static final Duration READ_WAIT = Duration.ofSeconds(2);

    public static IngressSettings from(Env env) {
        return new IngressSettings(
                EdgeSettings.from(env),
                ReadModelSettings.from(env),
                new Limits(
                        env.integer(
                                "PARLEY_MAX_REQUESTS",
                                REQUESTS,
                                1,
                                MAX_REQUESTS,
                                "Requests under way at the same time; more are answered 503."),
                        BODY_TIME),
                new ReadWait(env.duration(
                        "PARLEY_READ_WAIT",
                        READ_WAIT,
                        "How long a read waits for the store to catch up with the log.")),
                new Cors(origins(env.string(
                        "PARLEY_CORS_ORIGINS",
                        "",
                        "Origins of web pages that may call, with commas, or * for every one; none by default."))),
                ConsoleSettings.from(env));
    }

    private static Set<String> origins(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(Predicate.not(String::isEmpty))
                .collect(Collectors.toUnmodifiableSet());
    }
}
