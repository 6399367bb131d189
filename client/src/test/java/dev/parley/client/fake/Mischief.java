package dev.parley.client.fake;

/** What the platform does wrong. By default nothing. */
public interface Mischief {
    /** A platform that keeps all its promises. */
    Mischief NONE = new Mischief() {};

    /** Whether the answer to a write gets out, the write having happened. The whole platform waits for this call. */
    default boolean answers(String actionId, int attempt) {
        return true;
    }

    /** Whether a write is turned away, to be sent again; nothing happens then. */
    default boolean isTooBusy(String actionId, int attempt) {
        return false;
    }

    /** Whether an event is sent to a user's socket. */
    default boolean delivers(String user, long seq) {
        return true;
    }

    /** Whether a retried action happens again. */
    default boolean forgetsActions() {
        return false;
    }

    /** Whether blank texts are taken. */
    default boolean takesBlanks() {
        return false;
    }

    /** Whether an event gets into the store. */
    default boolean stores(long seq) {
        return true;
    }

    /** What becomes of a text on its way. */
    default String text(String said) {
        return said;
    }

    /** What is said of a user who is in a state: online, away, busy or offline. */
    default String state(String user, String state) {
        return state;
    }

    /** How many unread messages a user is told of. */
    default long unread(String user, long counted) {
        return counted;
    }
}
