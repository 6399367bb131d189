package dev.parley.bench.chat;

/** How a run names conversations, whatever the platform calls them. */
public final class Conversations {
    private Conversations() {}

    /** The one of two users, whichever of them speaks. */
    public static String direct(String one, String other) {
        return one.compareTo(other) < 0 ? "d:" + one + ":" + other : "d:" + other + ":" + one;
    }

    public static String group(String group) {
        return "g:" + group;
    }
}
