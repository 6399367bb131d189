package dev.parley.topologies.machine;

import dev.parley.topologies.memory.ActionIdentity;
import org.jspecify.annotations.Nullable;

/**
 * A client's action as the shell sees it.
 *
 * @param actor the user who acts; null for the tenant's server
 * @param body what is asked, and nothing that the edge stamped
 */
public record Request(OutcomeTarget target, @Nullable String actor, Object body) {
    ActionIdentity identity() {
        return ActionIdentity.of(target.tenant(), actor, target.resource(), target.actionId());
    }
}
