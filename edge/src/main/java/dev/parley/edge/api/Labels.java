package dev.parley.edge.api;

import java.util.List;

/** Labels that the application chose: the same rules for messages, users and groups. */
public final class Labels {
    private static final int MAX_COUNT = 25;
    private static final int MAX_BYTES = 128;

    private Labels() {}

    public static List<String> read(Fields fields) {
        return fields.texts("tags", MAX_COUNT, Labels::isLabel, "tags of 1 to " + MAX_BYTES + " bytes.");
    }

    private static boolean isLabel(String text) {
        return !text.isEmpty() && Characters.utf8Length(text) <= MAX_BYTES;
    }
}
