package dev.parley.bench.load;

/**
 * Which part of a run is this generator's.
 *
 * @param index from 0 on
 * @param count of generators
 */
record Part(int index, int count) {
    /** The only generator. */
    static final Part WHOLE = new Part(0, 1);

    Part {
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException("--part must be below --processes.");
        }
    }

    /** The first of this part, of so many things that all generators share. */
    int from(int all) {
        return (int) ((long) all * index / count);
    }

    /** The first that is beyond this part. */
    int to(int all) {
        return (int) ((long) all * (index + 1) / count);
    }

    int share(int all) {
        return to(all) - from(all);
    }
}
