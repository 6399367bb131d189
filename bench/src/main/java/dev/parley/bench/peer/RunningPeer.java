package dev.parley.bench.peer;

import java.net.URI;
import java.util.List;

/** A peer that listens. */
public interface RunningPeer extends AutoCloseable {
    /** Where its sockets are, as {@code ws:}. */
    URI url();

    /** Its processes, without their children. */
    List<Long> pids();

    /** Makes users known to it. */
    void register(List<String> users);

    /** Stops it. */
    @Override
    void close();
}
