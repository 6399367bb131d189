package dev.parley.ingress.console;

import dev.parley.edge.api.Ids;
import dev.parley.runtime.config.Env;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whom the page may act as. Everybody who reaches the edge gets tokens of these users, so they are for demonstrations only.
 *
 * @param tenant of the demo users
 * @param users their ids, in the order in which the page offers them
 */
public record ConsoleSettings(String tenant, List<String> users) {
    private static final String FORM = "a tenant and its demo users, such as demo:alice,bob";

    public ConsoleSettings {
        users = List.copyOf(users);
        if (users.isEmpty() || !Ids.isValid(tenant) || !users.stream().allMatch(Ids::isValid)) {
            throw new IllegalArgumentException("not " + FORM);
        }
    }

    /** Empty where the page is not to be served, which is the default. */
    public static Optional<ConsoleSettings> from(Env env) {
        return env.parsed(
                "PARLEY_CONSOLE",
                "",
                "Serves the chat page at /console/ and gives everybody tokens of these users: TENANT:USER,USER…; off by default.",
                ConsoleSettings::parse,
                FORM);
    }

    private static Optional<ConsoleSettings> parse(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        var colon = text.indexOf(':');
        var users = Arrays.stream(text.substring(colon + 1).split(",", -1))
                .map(String::strip)
                .toList();
        return Optional.of(
                new ConsoleSettings(text.substring(0, Math.max(colon, 0)).strip(), users));
    }
}
