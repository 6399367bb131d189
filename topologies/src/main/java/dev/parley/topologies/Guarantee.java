package dev.parley.topologies;

/** What a feature promises of each record that it reads. */
enum Guarantee {
    /** State, output and input position are committed in one transaction. For features whose output is read as it stands. */
    EXACTLY_ONCE,
    /** After a failure records are processed again. Cheaper; for features whose readers tolerate duplicates. */
    AT_LEAST_ONCE
}
