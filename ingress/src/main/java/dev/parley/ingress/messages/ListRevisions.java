package dev.parley.ingress.messages;

import dev.parley.edge.events.RevisionJson;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.Page;
import dev.parley.readmodel.read.EventStore.StoredEvent;
import dev.parley.readmodel.read.MessageStore.StoredMessage;
import dev.parley.readmodel.read.RevisionStore;
import dev.parley.schemas.Event;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.schemas.serde.AvroReader;
import java.util.Set;

/** {@code GET /v1/messages/{messageId}/revisions}: newest first. Of a deleted message only the deletion is shown. */
public record ListRevisions(ReadMessage messages, RevisionStore revisions, AvroReader<Event> reader)
        implements Endpoint {
    @Override
    public Reply answer(Call call) {
        var limit = Page.limit(call);
        var before = call.query().containsKey("before") ? call.seq("before") : Long.MAX_VALUE;
        var message = messages.find(call);
        var shown = revisions.of(call.tenant(), message.conversation(), message.seq(), before, limit + 1).stream()
                .filter(event -> isShown(message, event))
                .toList();
        return Page.bySeq(shown, limit, event -> RevisionJson.of(reader.read(event.bytes())), StoredEvent::seq);
    }

    @Override
    public Set<ErrorCode> problems() {
        return Endpoint.union(ReadMessage.PROBLEMS, ErrorCode.LOG_UNAVAILABLE);
    }

    private static boolean isShown(StoredMessage message, StoredEvent event) {
        return !message.isDeleted() || event.seq() == message.version();
    }
}
