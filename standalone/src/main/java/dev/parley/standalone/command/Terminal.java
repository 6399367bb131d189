package dev.parley.standalone.command;

import dev.parley.standalone.platform.StartProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Progress messages on standard output. Thread-safe. */
final class Terminal implements StartProgress {
    private final PrintWriter out;

    Terminal(PrintWriter out) {
        this.out = out;
    }

    synchronized void say(String text) {
        out.println(text);
        out.flush();
    }

    @Override
    public void ready(String part, String detail, Duration took) {
        say(String.format(Locale.ROOT, "  %-16s ready after %4.1f s   %s", part, took.toMillis() / 1000.0, detail)
                .stripTrailing());
    }
}
