package dev.parley.edge.command;

import dev.parley.edge.api.CoreShare;
import dev.parley.edge.directory.UserDirectory;
import dev.parley.edge.directory.UserDirectory.UserFacts;
import dev.parley.edge.log.ActionDraft;
import java.time.Duration;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Who asks, and what the edge knows. For one command; its answers may block only with {@link Blocking#YES}. */
public final class CommandContext {
    /** A user may have been created on another node a moment ago. */
    private static final Duration USER_WAIT = Duration.ofMillis(500);

    private final String tenant;
    private final Actor actor;
    private final String actionId;
    private final Blocking blocking;
    private final EdgeKnowledge knowledge;

    /** The same for all commands of an edge. */
    record EdgeKnowledge(UserDirectory users, OlderMessages older, CoreShare passwordCores) {}

    CommandContext(String tenant, Actor actor, String actionId, Blocking blocking, EdgeKnowledge knowledge) {
        this.tenant = tenant;
        this.actor = actor;
        this.actionId = actionId;
        this.blocking = blocking;
        this.knowledge = knowledge;
    }

    String tenant() {
        return tenant;
    }

    /** The user who acts. */
    String actor() {
        return actor.user();
    }

    boolean mayBlock() {
        return blocking == Blocking.YES;
    }

    /** Another user; waits a little for one who is not known yet. */
    Optional<UserFacts> user(String id) {
        return mayBlock()
                ? knowledge.users().await(tenant, id, USER_WAIT)
                : knowledge.users().find(tenant, id);
    }

    OlderMessages older() {
        return knowledge.older();
    }

    CoreShare passwordCores() {
        return knowledge.passwordCores();
    }

    /** A draft with all that the edge knows of the actor. */
    ActionDraft draft(String conversation, SpecificRecord body) {
        return ActionDraft.of(tenant, conversation, actor.user(), actionId, body)
                .withActorFacts(actor.facts())
                .withRefusal(actor.refusal());
    }
}
