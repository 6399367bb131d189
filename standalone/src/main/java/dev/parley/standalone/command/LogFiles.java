package dev.parley.standalone.command;

import dev.parley.standalone.data.OwnerOnly;
import java.nio.file.Path;

/** Sends the log to files. Must be called before the first logger is created. */
final class LogFiles {
    private LogFiles() {}

    static void open(Path folder, boolean alsoOnTerminal) {
        OwnerOnly.createFolder(folder);
        System.setProperty("parley.logs", folder.toString());
        System.setProperty("parley.terminal.level", alsoOnTerminal ? "INFO" : "OFF");
        System.setProperty("logback.configurationFile", "logback-standalone.xml");
    }
}
