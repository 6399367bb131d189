package dev.parley.runtime.log;

import dev.parley.runtime.config.Env;
import java.util.Locale;
import org.slf4j.event.Level;

/**
 * What is logged.
 *
 * @param level the least that is written; {@code logback.xml} takes it from the same setting
 */
public record LogSettings(Level level) {
    public static LogSettings from(Env env) {
        return new LogSettings(env.parsed(
                "PARLEY_LOG_LEVEL",
                "INFO",
                "Least level that is logged; Kafka's own logs begin at WARN.",
                text -> Level.valueOf(text.toUpperCase(Locale.ROOT)),
                "TRACE, DEBUG, INFO, WARN or ERROR"));
    }
}
