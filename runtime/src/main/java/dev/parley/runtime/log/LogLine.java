package dev.parley.runtime.log;

import java.util.regex.Pattern;

/** A line of keys and values that no value can break out of. */
final class LogLine {
    private static final Pattern PLAIN = Pattern.compile("[\\w./:@+,;\\[\\]-]+");

    private final StringBuilder line = new StringBuilder(200);

    /** A key and its value, quoted where it needs it. */
    LogLine pair(String key, String value) {
        separate().append(key).append('=');
        return value(value, false);
    }

    /** A key and a text for people, always quoted. */
    LogLine text(String key, String text) {
        separate().append(key).append('=');
        return quoted(text);
    }

    /** A value whose key is there already; one between quotes of its own gets no more of them. */
    LogLine value(String value, boolean isQuoted) {
        if (isQuoted) {
            escape(value);
            return this;
        }
        if (PLAIN.matcher(value).matches()) {
            line.append(value);
            return this;
        }
        return quoted(value);
    }

    /** What the program itself says, as it is. */
    void literal(String text) {
        line.append(text);
    }

    @Override
    public String toString() {
        return line.toString();
    }

    private StringBuilder separate() {
        return line.isEmpty() ? line : line.append(' ');
    }

    private LogLine quoted(String text) {
        line.append('"');
        escape(text);
        line.append('"');
        return this;
    }

    private void escape(String text) {
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            switch (character) {
                case '"', '\\' -> line.append('\\').append(character);
                case '\n' -> line.append("\\n");
                case '\t' -> line.append("\\t");
                default -> {
                    if (Character.isISOControl(character) || character == '\u2028' || character == '\u2029') {
                        line.append("\\u%04x".formatted((int) character));
                    } else {
                        line.append(character);
                    }
                }
            }
        }
    }
}
