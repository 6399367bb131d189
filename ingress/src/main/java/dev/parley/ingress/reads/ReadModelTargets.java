package dev.parley.ingress.reads;

import dev.parley.edge.command.TargetLookup;
import dev.parley.readmodel.StoreUnavailableException;
import dev.parley.readmodel.read.TargetStore;
import org.jspecify.annotations.Nullable;

/** Finds older messages in the read model. */
public record ReadModelTargets(TargetStore store) implements TargetLookup {
    @Override
    public Found find(String tenant, String messageId, @Nullable String user, @Nullable String emoji) {
        try {
            return store.find(tenant, messageId, user, emoji)
                    .<Found>map(found -> new Known(found.conversation(), found.target()))
                    .orElseGet(Missing::new);
        } catch (StoreUnavailableException _) {
            return new Unavailable();
        }
    }
}
