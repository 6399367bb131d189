package dev.parley.wsfanout.frame;

/** What a compressed message turned out to be. */
sealed interface Inflated {
    record Whole(byte[] bytes) implements Inflated {}

    /** Longer than allowed; nothing beyond that was inflated. */
    record TooLong() implements Inflated {}

    /** Not DEFLATE data, or more than one message. */
    record Broken() implements Inflated {}
}
