package dev.parley.bench.load;

/** When each message is meant to be sent, from the start of a run on. */
interface Pace {
    /** Nanoseconds after the start; never less than of the message before. */
    long nanos(long number);

    /** @param rate messages a second */
    static Pace even(double rate) {
        return number -> (long) (number * 1e9 / rate);
    }
}
