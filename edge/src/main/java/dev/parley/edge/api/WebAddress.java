package dev.parley.edge.api;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Addresses of pictures: http and https only, since whoever shows them may run what other schemes carry. */
final class WebAddress {
    private static final int MAX_LENGTH = 2_048;

    private WebAddress() {}

    static @Nullable String read(Fields fields, String name) {
        return fields.text(name, WebAddress::isAddress, "an http or https address of at most 2048 characters.");
    }

    private static boolean isAddress(String text) {
        try {
            var uri = new URI(text);
            return text.length() <= MAX_LENGTH
                    && uri.getHost() != null
                    && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
