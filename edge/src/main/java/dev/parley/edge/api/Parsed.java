package dev.parley.edge.api;

/** A body or frame from outside: understood, or the problem with it. */
public sealed interface Parsed<T> {
    record Valid<T>(T value) implements Parsed<T> {}

    record Invalid<T>(Problem problem) implements Parsed<T> {}
}
