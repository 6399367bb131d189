package dev.parley.topologies.streams;

/** Looks at the folds of a feature, for its metrics. Safe for many threads. */
public interface FoldWatch<F> {
    static <F> FoldWatch<F> nobody() {
        return new FoldWatch<>() {
            @Override
            public void look(F fold, String partition) {}

            @Override
            public void gone(String partition) {}
        };
    }

    /** After each tick of a partition. */
    void look(F fold, String partition);

    /** The partition is no longer of this process. */
    void gone(String partition);
}
