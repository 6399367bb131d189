package dev.parley.wsfanout.session;

import dev.parley.edge.command.TargetLookup;
import dev.parley.readmodel.StoreUnavailableException;
import dev.parley.readmodel.read.MessageStore;
import dev.parley.readmodel.read.MessageStore.StoredMessage;
import dev.parley.schemas.Target;

/** Finds the older messages that a client's message refers to, in the read model. */
public record StoredTargets(MessageStore messages) implements TargetLookup {
    @Override
    public Found find(String tenant, String messageId) {
        try {
            return messages.find(tenant, messageId)
                    .<Found>map(message -> new Known(message.conversation(), targetOf(message)))
                    .orElseGet(Missing::new);
        } catch (StoreUnavailableException _) {
            return new Unavailable();
        }
    }

    private static Target targetOf(StoredMessage message) {
        return new Target(
                message.id(),
                message.seq(),
                message.sender(),
                message.version(),
                message.isDeleted(),
                null,
                false,
                0,
                0L,
                0L,
                0L,
                null);
    }
}
