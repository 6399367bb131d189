package dev.parley.runtime.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;

/**
 * One line an event: {@code time=… level=… thread=… logger=… message="…" key=value …}. Whatever a value holds, it stays on
 * its line and within its quotes; a stack trace follows on lines that begin with a tab.
 */
public final class KeyValueLayout extends LayoutBase<ILoggingEvent> {
    private static final String PLAIN = "[\\w./:@+,;\\[\\]-]+";

    @Override
    public String doLayout(ILoggingEvent event) {
        var line = new StringBuilder(160)
                .append("time=")
                .append(Instant.ofEpochMilli(event.getTimeStamp()))
                .append(" level=")
                .append(event.getLevel());
        append(line, "thread", event.getThreadName());
        append(line, "logger", event.getLoggerName());
        line.append(" message=");
        quote(line, event.getFormattedMessage());
        var pairs = event.getKeyValuePairs();
        if (pairs != null) {
            pairs.forEach(pair -> append(line, pair.key, String.valueOf(pair.value)));
        }
        line.append('\n');
        if (event.getThrowableProxy() != null) {
            var trace = ThrowableProxyUtil.asString(event.getThrowableProxy()).strip();
            line.append('\t').append(trace.replaceAll("\\R\t?", "\n\t")).append('\n');
        }
        return line.toString();
    }

    private static void append(StringBuilder line, String key, String value) {
        line.append(' ').append(key).append('=');
        if (value.matches(PLAIN)) {
            line.append(value);
        } else {
            quote(line, value);
        }
    }

    private static void quote(StringBuilder line, String value) {
        line.append('"');
        value.chars().forEach(character -> {
            switch (character) {
                case '"', '\\' -> line.append('\\').append((char) character);
                case '\n' -> line.append("\\n");
                case '\t' -> line.append("\\t");
                case '\u2028', '\u2029' -> escape(line, character);
                default -> {
                    if (Character.isISOControl(character)) {
                        escape(line, character);
                    } else {
                        line.append((char) character);
                    }
                }
            }
        });
        line.append('"');
    }

    private static void escape(StringBuilder line, int character) {
        line.append("\\u%04x".formatted(character));
    }
}
