package dev.parley.edge.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** What the caller set on a message for themself; only they see it. */
public enum OwnMark {
    NONE,
    SAVED,
    /** Deleted for the caller alone: shown without content, and only in the answer to that. */
    HIDDEN;

    void write(JsonGenerator json) throws IOException {
        switch (this) {
            case NONE -> {}
            case SAVED -> json.writeBooleanField("saved", true);
            case HIDDEN -> json.writeBooleanField("hidden", true);
        }
    }
}
