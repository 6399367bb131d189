package dev.parley.bench.chat;

/** How a run names conversations, whatever the platform calls them. */
public final class Conversations {
    private Conversations() {}

    /** The conversation of two users, in either order. */
    public static String direct(String one, String other) {
        return one.compareTo(other) < 0 ? "d:" + one + ":" + other : "d:" + other + ":" + one;
    }

    public static String group(String group) {
        return "g:" + group;
    }
}
