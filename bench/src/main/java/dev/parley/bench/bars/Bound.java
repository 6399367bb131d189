package dev.parley.bench.bars;

/** What a figure must not exceed, or must reach. */
sealed interface Bound {
    boolean isHeldBy(double figure);

    record AtMost(double most) implements Bound {
        @Override
        public boolean isHeldBy(double figure) {
            return figure <= most;
        }
    }

    record AtLeast(double least) implements Bound {
        @Override
        public boolean isHeldBy(double figure) {
            return figure >= least;
        }
    }
}
