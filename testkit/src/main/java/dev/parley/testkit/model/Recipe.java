package dev.parley.testkit.model;

import java.util.function.Function;

/**
 * How one kind of action is made up.
 *
 * @param place where it makes sense
 * @param weight how often it comes, against the others of its place
 */
record Recipe(Class<?> body, Place place, int weight, Function<Scene, Object> make) {
    /** Kinds of conversations, and the mood that makes an action frequent. */
    enum Place {
        GROUP,
        MEMBERS,
        GATE,
        MESSAGES,
        REACTIONS,
        PINS,
        LATER,
        DIRECT
    }

    boolean fits(Conversation in) {
        return switch (place) {
            case GROUP, MEMBERS, GATE -> !in.isDirect();
            case DIRECT -> in.isDirect();
            case MESSAGES, REACTIONS, PINS, LATER -> true;
        };
    }
}
