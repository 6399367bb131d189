package dev.parley.client.run;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Error messages of command lines. */
public final class Explanations {
    private Explanations() {}

    /** One line for what a user can fix; anything else is a defect and comes with its stack trace. */
    public static String of(Exception cause) {
        if (cause instanceof UncheckedIOException && cause.getCause() != null) {
            return cause.getMessage() + " " + cause.getCause().getMessage();
        }
        var message = cause.getMessage();
        return isForUsers(cause) && message != null ? message : trace(cause);
    }

    private static boolean isForUsers(Exception cause) {
        return cause instanceof IllegalArgumentException
                || cause.getClass().getPackageName().startsWith("dev.parley.");
    }

    private static String trace(Exception cause) {
        var trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace));
        return "unexpected: " + trace;
    }
}
