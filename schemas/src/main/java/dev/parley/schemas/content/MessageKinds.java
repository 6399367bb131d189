package dev.parley.schemas.content;

import dev.parley.schemas.MessageKind;
import java.util.Locale;

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

    /** The name in the API and in the store. */
    public static String name(MessageKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** As {@link #needsFile(MessageKind)}, by the name of a kind; false for one that this version does not know. */
    public static boolean needsFile(String name) {
        for (var kind : MessageKind.values()) {
            if (name(kind).equals(name)) {
                return needsFile(kind);
            }
        }
        return false;
    }
}
