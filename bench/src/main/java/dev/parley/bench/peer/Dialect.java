package dev.parley.bench.peer;

import dev.parley.bench.chat.Promises;

/** How the clients of one peer speak: everything in which it differs from the others. */
public interface Dialect {
    Promises promises();

    /** The WebSocket subprotocol; empty = none. */
    String protocol();

    /** What speaks on a socket that has just opened. */
    Voice voice(Line line);
}
