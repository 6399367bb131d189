package dev.parley.ingress.conversations;

import dev.parley.edge.events.EventJson;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.ConversationAccess;
import dev.parley.ingress.reads.Page;
import dev.parley.readmodel.read.EventStore;
import dev.parley.readmodel.read.EventStore.StoredEvent;
import dev.parley.schemas.Event;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.schemas.serde.AvroReader;
import java.util.Set;

/** {@code GET /v1/conversations/{conversation}/events}: ascending by seq, with no gap. */
public record ListEvents(EventStore store, AvroReader<Event> reader, ConversationAccess access) implements Endpoint {
    @Override
    public Reply answer(Call call) {
        var conversation = ConversationAccess.parse(call.part("conversation"));
        var limit = Page.limit(call);
        var after = call.seq("afterSeq");
        var allowed = access.open(call.caller(), conversation, call.seq("atLeastSeq"));
        var afterSeq = Math.max(after, allowed.sinceSeq());
        var found = store.after(call.tenant(), conversation.value(), afterSeq, limit + 1).stream()
                .filter(event -> allowed.covers(event.seq()))
                .toList();
        return Page.bySeq(found, limit, event -> EventJson.of(reader.read(event.bytes())), StoredEvent::seq);
    }

    @Override
    public Set<ErrorCode> problems() {
        return Endpoint.union(ConversationAccess.PROBLEMS, ErrorCode.LOG_UNAVAILABLE);
    }
}
