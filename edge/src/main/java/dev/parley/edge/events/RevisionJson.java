package dev.parley.edge.events;

import dev.parley.edge.api.JsonText;
import dev.parley.edge.api.MessageJson;
import dev.parley.edge.api.MessageView;
import dev.parley.edge.api.Timestamps;
import dev.parley.schemas.Event;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.MessageDeleted;
import dev.parley.schemas.MessageEdited;

/** Revisions of a message as clients see them: what each event set, and who and when. */
public final class RevisionJson {
    private RevisionJson() {}

    /** {@code {version, at, actor, text, …}}: all fields of the creation, the changed ones of an edit. */
    public static byte[] of(Event event) {
        return JsonText.object(json -> {
            json.writeNumberField("version", event.getSeq());
            json.writeStringField("at", Timestamps.text(event.getAt()));
            JsonText.text(json, "actor", event.getActor());
            switch (event.getBody()) {
                case MessageCreated created -> MessageJson.writeBody(json, MessageView.contentOf(event, created));
                case MessageEdited edited -> MessageEditedWriter.writeChanged(json, event, edited);
                case MessageDeleted _ -> json.writeBooleanField("deleted", true);
                default -> {}
            }
        });
    }
}
