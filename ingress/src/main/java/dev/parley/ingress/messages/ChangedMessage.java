package dev.parley.ingress.messages;

import dev.parley.edge.events.AboutMessage;
import dev.parley.ingress.commands.ConversationWrites.Written;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.ReadWait;
import dev.parley.readmodel.read.EventStore;
import dev.parley.readmodel.read.MessageStore;
import dev.parley.readmodel.read.MessageStore.StoredMessage;
import java.util.Optional;
import java.util.function.Function;

/**
 * 200 with the message as it is once the store has the change: an event about a message carries what changed, and the store has
 * the rest. A store that is behind gives 503, and the retry under the same key asks again.
 */
public record ChangedMessage(MessageStore store, EventStore events, ReadWait readWait)
        implements Function<Written, Reply> {
    @Override
    public Reply apply(Written written) {
        return MessageViews.reply(readWait.until(() -> changed(written)).orElseThrow(ReadWait::readBehind));
    }

    private Optional<StoredMessage> changed(Written written) {
        var draft = written.draft();
        return written.isIn(events)
                ? store.find(draft.tenant(), AboutMessage.idIn(draft.body()).orElseThrow())
                : Optional.empty();
    }
}
