package dev.parley.edge.command;

import dev.parley.edge.api.Parsed;
import dev.parley.edge.api.Problem;
import dev.parley.edge.directory.UserDirectory;
import dev.parley.edge.identity.Caller;
import dev.parley.schemas.ActorFacts;
import dev.parley.schemas.ApiKeyScope;
import dev.parley.schemas.UserStatus;
import dev.parley.schemas.errors.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The user behind a write, and what the conversation cannot know of it.
 *
 * @param refusal where the user may not act now
 */
record Actor(String user, ActorFacts facts, @Nullable ErrorCode refusal) {
    static Parsed<Actor> of(Caller caller, UserDirectory users) {
        if (caller instanceof Caller.ServerCaller server && server.scope() != ApiKeyScope.FULL) {
            return refused(Problem.of(ErrorCode.KEY_SCOPE, "The scope of this API key does not allow writes."));
        }
        var actor = caller.actor();
        if (actor.isEmpty()) {
            return refused(Problem.of(ErrorCode.ON_BEHALF_OF_REQUIRED));
        }
        var facts = users.find(caller.tenant(), actor.get());
        if (facts.isEmpty()) {
            return refused(Problem.of(ErrorCode.ACTOR_INACTIVE));
        }
        return new Parsed.Valid<>(new Actor(
                actor.get(),
                new ActorFacts(facts.get().role(), facts.get().createdAt()),
                facts.get().status() == UserStatus.ACTIVE ? null : ErrorCode.ACTOR_INACTIVE));
    }

    private static Parsed<Actor> refused(Problem problem) {
        return new Parsed.Invalid<>(problem);
    }
}
