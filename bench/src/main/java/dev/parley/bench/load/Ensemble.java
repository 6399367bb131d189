package dev.parley.bench.load;

import dev.parley.client.ledger.Ledger;

/** The generators of a run, as one of them sees it: nothing begins before all are there. */
interface Ensemble {
    /** A run of one generator. */
    Ensemble ALONE = new Ensemble() {
        @Override
        public long awaitTurn() {
            return 0;
        }

        @Override
        public long ready(long head) {
            return System.nanoTime();
        }

        @Override
        public void exchange(Ledger ledger) {
            // It knows all outcomes itself.
        }
    };

    /** Waits until it may prepare, and returns the head of the conversation that all share, where there is one already. */
    long awaitTurn();

    /**
     * Reports that all users of this generator are connected, and waits for the others.
     *
     * @param head of the conversation that all share; 0 = there is none
     * @return {@link System#nanoTime()} at which all begin
     */
    long ready(long head);

    /** Tells the others the outcomes of what this one sent, and hears theirs. */
    void exchange(Ledger ledger);
}
