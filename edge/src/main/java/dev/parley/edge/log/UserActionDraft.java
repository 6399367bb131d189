package dev.parley.edge.log;

import dev.parley.schemas.ReplyAddress;
import dev.parley.schemas.UserAction;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * An action on a user before it is appended: all of {@link UserAction} but the address of its outcome.
 *
 * @param actor null for the tenant's server
 */
public record UserActionDraft(
        String tenant, String user, @Nullable String actor, String actionId, SpecificRecord body) {
    public UserAction toAction(ReplyAddress replyTo) {
        return new UserAction(tenant, user, actor, actionId, replyTo, body);
    }
}
