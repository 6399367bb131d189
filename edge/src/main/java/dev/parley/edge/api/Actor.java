package dev.parley.edge.api;

import dev.parley.edge.directory.UserDirectory;
import dev.parley.edge.identity.Caller;
import dev.parley.schemas.ActorFacts;
import dev.parley.schemas.ApiKeyScope;
import dev.parley.schemas.UserStatus;

/** The user behind a write, whom the directory knows and lets act, and what the conversation cannot know of them. */
record Actor(String user, ActorFacts facts) {
    static Parsed<Actor> of(Caller caller, UserDirectory users) {
        if (caller instanceof Caller.ServerCaller server && server.scope() != ApiKeyScope.FULL) {
            return refused(403, "key-scope", "This API key may not write.");
        }
        var actor = caller.actor();
        if (actor.isEmpty()) {
            return refused(400, "on-behalf-of-required", "Say in X-On-Behalf-Of which user acts.");
        }
        var facts = users.find(caller.tenant(), actor.get());
        if (facts.isEmpty() || facts.get().status() != UserStatus.ACTIVE) {
            return refused(403, "actor-inactive", "The user who acts is not active.");
        }
        return new Parsed.Valid<>(new Actor(
                actor.get(), new ActorFacts(facts.get().role(), facts.get().createdAt())));
    }

    private static Parsed<Actor> refused(int status, String code, String detail) {
        return new Parsed.Invalid<>(Problem.of(status, code, detail));
    }
}
