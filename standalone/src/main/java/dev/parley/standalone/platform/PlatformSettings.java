package dev.parley.standalone.platform;

import java.nio.file.Path;

/**
 * What a whole platform is told.
 *
 * @param host the public address
 * @param port of REST and sockets; 0 = any free one
 * @param programs where MariaDB is unpacked, once for all data folders that use it
 * @param streamThreads of each feature of the topologies
 */
public record PlatformSettings(String host, int port, Path programs, int streamThreads) {}
