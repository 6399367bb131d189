package dev.parley.ingress.reads;

import dev.parley.edge.command.TargetLookup;
import dev.parley.readmodel.StoreUnavailableException;
import dev.parley.readmodel.read.MessageStore;
import dev.parley.schemas.Target;

/** Finds older messages in the read model. */
public record StoredTargets(MessageStore messages) implements TargetLookup {
    @Override
    public Found find(String tenant, String conversation, String messageId) {
        try {
            return messages.find(tenant, messageId)
                    .filter(message -> message.conversation().equals(conversation) && !message.isDeleted())
                    .<Found>map(message -> new Known(
                            new Target(message.id(), message.seq(), message.sender(), message.version(), false)))
                    .orElseGet(Missing::new);
        } catch (StoreUnavailableException e) {
            return new Unavailable();
        }
    }
}
