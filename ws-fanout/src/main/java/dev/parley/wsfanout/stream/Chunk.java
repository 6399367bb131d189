package dev.parley.wsfanout.stream;

import java.util.List;

/**
 * A stretch of one partition.
 *
 * @param next where the next stretch begins
 * @param isLast whether there was nothing after it when it was read
 */
record Chunk(List<LoggedEvent> events, long next, boolean isLast) {}
