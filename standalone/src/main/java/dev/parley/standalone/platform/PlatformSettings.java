package dev.parley.standalone.platform;

import java.nio.file.Path;

/**
 * The settings of an embedded platform.
 *
 * @param host the public address
 * @param port of REST and sockets; 0 = any free one
 * @param trustedProxies as {@code PARLEY_TRUSTED_PROXIES}
 * @param programs where MariaDB is unpacked, once for all data folders that use it
 * @param streamThreads per stream application
 * @param isConsoleOn whether the chat page is served, where everybody may act as a demo user
 */
public record PlatformSettings(
        String host, int port, String trustedProxies, Path programs, int streamThreads, boolean isConsoleOn) {}
