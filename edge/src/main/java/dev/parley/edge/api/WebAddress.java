package dev.parley.edge.api;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of pictures, kept as they were given: http and https only, since a client that shows them may run what other
 * schemes carry. Looser than {@link java.net.URI}, which knows neither underscores nor IDN in hosts.
 */
public final class WebAddress {
    private static final int MAX_LENGTH = 2_048;

    /** No userinfo before the host, which would make {@code https://bank.example@evil.example/} look like another place. */
    private static final Predicate<String> FORM = Pattern.compile(
                    "https?://([\\p{L}\\p{M}\\p{N}_-]+(\\.[\\p{L}\\p{M}\\p{N}_-]+)*\\.?|\\[[0-9a-f:.]+])(:[0-9]{1,5})?([/?#].*)?",
                    Pattern.CASE_INSENSITIVE)
            .asMatchPredicate();

    private WebAddress() {}

    /** Null where absent, or after a fault. */
    public static @Nullable String read(Fields fields, String name) {
        return fields.text(
                name,
                WebAddress::isAddress,
                "an http or https address of at most " + MAX_LENGTH + " characters, without user name or whitespace.");
    }

    private static boolean isAddress(String text) {
        return text.length() <= MAX_LENGTH && Characters.all(text, WebAddress::mayStandInAddress) && FORM.test(text);
    }

    /** Browsers take a backslash for a slash; control and format characters can hide or turn what is shown. */
    private static boolean mayStandInAddress(int c) {
        return c != '\\'
                && !Characters.isWhiteSpace(c)
                && Character.getType(c) != Character.CONTROL
                && Character.getType(c) != Character.FORMAT;
    }
}
