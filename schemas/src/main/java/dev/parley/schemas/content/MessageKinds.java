package dev.parley.schemas.content;

import dev.parley.schemas.MessageKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What follows from the kind of a message. */
public final class MessageKinds {
    private MessageKinds() {}

    /** Whether a message of this kind has one file at least. */
    public static boolean needsFile(MessageKind kind) {
        return switch (kind) {
            case IMAGE, FILE, AUDIO, VIDEO -> true;
            case TEXT, CUSTOM -> false;
        };
    }

    /** Whether a message of this kind may be without a text. */
    public static boolean mayLackText(MessageKind kind) {
        return kind != MessageKind.TEXT;
    }

    /** The name in the API and in the store. */
    public static String name(MessageKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** As {@link #needsFile(MessageKind)}, by the name of a kind; false for one that this version does not know. */
    public static boolean needsFile(String name) {
        return find(name).filter(MessageKinds::needsFile).isPresent();
    }

    /** As {@link #mayLackText(MessageKind)}, by the name of a kind; false for one that this version does not know. */
    public static boolean mayLackText(String name) {
        return find(name).filter(MessageKinds::mayLackText).isPresent();
    }

    private static Optional<MessageKind> find(String name) {
        return Arrays.stream(MessageKind.values())
                .filter(kind -> name(kind).equals(name))
                .findAny();
    }
}
