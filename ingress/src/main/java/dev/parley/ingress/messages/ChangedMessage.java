package dev.parley.ingress.messages;

import dev.parley.edge.events.AboutMessage;
import dev.parley.ingress.commands.ConversationWrites.Written;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.ReadWait;
import dev.parley.readmodel.read.MessageStore;
import java.util.function.Function;

/**
 * 200 with the message as it is once the store has the change: an event about a message carries what changed, and the store has
 * the rest. A store that is behind gives 503, and the retry under the same key asks again.
 */
public record ChangedMessage(MessageStore store, ReadWait readWait) implements Function<Written, Reply> {
    @Override
    public Reply apply(Written written) {
        var event = written.event();
        var id = AboutMessage.idOf(event).orElseThrow();
        var message = readWait.until(
                        () -> store.find(event.getTenant(), id).filter(found -> found.version() >= event.getSeq()))
                .orElseThrow(ReadWait::readBehind);
        return Reply.json(200, MessageViews.of(message).toJson()).withVersion(message.version());
    }
}
