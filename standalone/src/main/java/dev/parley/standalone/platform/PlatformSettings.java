package dev.parley.standalone.platform;

import java.nio.file.Path;
import java.util.Map;

/**
 * The settings of an embedded platform.
 *
 * @param host the public address
 * @param port of REST and sockets; 0 = any free one
 * @param programs where MariaDB is unpacked, once for all data folders that use it
 * @param streamThreads per stream application
 * @param isConsoleOn whether the chat page is served, where everybody may act as a demo user
 * @param given settings of the services, by name, besides those that follow from the others
 */
public record PlatformSettings(
        String host, int port, Path programs, int streamThreads, boolean isConsoleOn, Map<String, String> given) {}
