package dev.parley.edge.events;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Whether a message mentions every member, as events show it. */
final class MentionsAll {
    private MentionsAll() {}

    /** Nothing where it does not. */
    static void write(JsonGenerator json, boolean mentionsAll) throws IOException {
        if (mentionsAll) {
            json.writeBooleanField("mentionsAll", true);
        }
    }
}
