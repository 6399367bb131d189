package dev.parley.bench.replay;

/** How a listener reads: as people do, some at once, some late, some never. */
enum Habit {
    /** Every message as it comes. */
    AT_ONCE,
    /** A screen full at a time. */
    IN_BURSTS,
    /** Always some messages behind. */
    BEHIND,
    /** As in bursts, but at times marks the last few as unread, to come back to them. */
    RETURNING,
    /** Messages reach a device, and nobody looks. */
    NEVER;

    private static final int SCREEN = 20;

    /** What a message moves a listener to do. Seqs. */
    sealed interface Move {
        record Read(long upTo) implements Move {}

        record Deliver(long upTo) implements Move {}

        record MarkUnread(long after) implements Move {}

        record Nothing() implements Move {}
    }

    static Habit of(int number) {
        return values()[number % values().length];
    }

    /**
     * @param count of messages heard so far, with this one
     * @param readUpTo how far the listener has read
     */
    Move on(long count, long seq, long readUpTo) {
        return switch (this) {
            case AT_ONCE -> new Move.Read(seq);
            case IN_BURSTS -> count % SCREEN == 0 ? new Move.Read(seq) : new Move.Nothing();
            case BEHIND -> count % 5 == 0 && seq - SCREEN > readUpTo ? new Move.Read(seq - SCREEN) : new Move.Nothing();
            case RETURNING -> returning(count, seq, readUpTo);
            case NEVER -> count % SCREEN == 0 ? new Move.Deliver(seq) : new Move.Nothing();
        };
    }

    private static Move returning(long count, long seq, long readUpTo) {
        if (count % (3 * SCREEN) == 0) {
            return new Move.MarkUnread(readUpTo - SCREEN / 4);
        }
        return count % SCREEN == 0 ? new Move.Read(seq) : new Move.Nothing();
    }
}
