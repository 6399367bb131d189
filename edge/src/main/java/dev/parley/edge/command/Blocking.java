package dev.parley.edge.command;

/** Whether a draft may wait: for a user created a moment ago, for the store, for a core. */
public enum Blocking {
    /** On a virtual thread. */
    YES,
    /** On an I/O thread. */
    NO
}
