package dev.parley.bench.fault.proxy;

/** Which way bytes go. */
public enum Direction {
    TO_SERVER,
    TO_CLIENT
}
