package dev.parley.topologies.conversation;

/**
 * What the two of a direct conversation are to each other, as bits of its head: for each of the two whether it blocks the other and
 * whether it asks the other to be friends; two who ask each other are friends.
 */
public record Relation(int bits) {
    private static final int BLOCKS = 1;
    private static final int ASKS = 4;

    /** One of the two, by its place in the name of the conversation. */
    public enum Side {
        FIRST(0),
        SECOND(1);

        private final int shift;

        Side(int shift) {
            this.shift = shift;
        }

        public Side other() {
            return this == FIRST ? SECOND : FIRST;
        }
    }

    public boolean blocks(Side side) {
        return has(BLOCKS, side);
    }

    public boolean asks(Side side) {
        return has(ASKS, side);
    }

    public boolean areFriends() {
        return asks(Side.FIRST) && asks(Side.SECOND);
    }

    public Relation withBlock(Side side, boolean blocks) {
        return with(BLOCKS, side, blocks);
    }

    public Relation withAsking(Side side, boolean asks) {
        return with(ASKS, side, asks);
    }

    private boolean has(int bit, Side side) {
        return (bits & (bit << side.shift)) != 0;
    }

    private Relation with(int bit, Side side, boolean is) {
        var mask = bit << side.shift;
        return new Relation(is ? bits | mask : bits & ~mask);
    }
}
