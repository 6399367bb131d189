package dev.parley.runtime.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * One line an event: {@code time=… level=… thread=… logger=…}, then what was logged. A message such as
 * {@code "event=started part={}"} is pairs already, and only its values are quoted where they need it; any other text
 * becomes {@code message="…"}. Whatever a value holds, it stays on its line and within its quotes; a stack trace follows on
 * lines that begin with a tab.
 */
public final class KeyValueLayout extends LayoutBase<ILoggingEvent> {
    private static final Pattern PAIRS = Pattern.compile("[\\w-]+=.*", Pattern.DOTALL);
    private static final String PLACEHOLDER = "{}";

    @Override
    public String doLayout(ILoggingEvent event) {
        var line = new LogLine()
                .pair("time", Instant.ofEpochMilli(event.getTimeStamp()).toString())
                .pair("level", event.getLevel().toString())
                .pair("thread", event.getThreadName())
                .pair("logger", event.getLoggerName());
        if (PAIRS.matcher(event.getMessage()).matches()) {
            appendPairs(line, event);
        } else {
            line.text("message", event.getFormattedMessage());
        }
        var pairs = event.getKeyValuePairs();
        if (pairs != null) {
            pairs.forEach(pair -> line.pair(pair.key, String.valueOf(pair.value)));
        }
        return line + "\n" + trace(event);
    }

    private static void appendPairs(LogLine line, ILoggingEvent event) {
        var message = event.getMessage();
        var values = event.getArgumentArray();
        line.literal(" ");
        var from = 0;
        for (var i = 0; values != null && i < values.length; i++) {
            var to = message.indexOf(PLACEHOLDER, from);
            if (to < 0) {
                break;
            }
            line.literal(message.substring(from, to));
            var isQuoted = to > 0 && message.charAt(to - 1) == '"';
            line.value(String.valueOf(values[i]), isQuoted);
            from = to + PLACEHOLDER.length();
        }
        line.literal(message.substring(from));
    }

    private static String trace(ILoggingEvent event) {
        if (event.getThrowableProxy() == null) {
            return "";
        }
        var trace = ThrowableProxyUtil.asString(event.getThrowableProxy()).strip();
        return "\t" + trace.replaceAll("\\R\t?", "\n\t") + "\n";
    }
}
