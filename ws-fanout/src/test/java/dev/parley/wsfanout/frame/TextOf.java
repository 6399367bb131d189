package dev.parley.wsfanout.frame;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The text of a text message. */
final class TextOf {
    private TextOf() {}

    static String text(@Nullable Incoming incoming) {
        return new String(assertInstanceOf(Incoming.Text.class, incoming).utf8(), StandardCharsets.UTF_8);
    }
}
