package dev.parley.edge.command;

import dev.parley.edge.api.CoreShare;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.command.CommandContext.EdgeKnowledge;
import dev.parley.edge.directory.UserDirectory;
import dev.parley.edge.identity.Caller;
import java.time.InstantSource;

/** Turns commands of callers into drafts of actions, with all that the edge adds to them. Safe for many threads. */
public final class CommandDrafts {
    private final EdgeKnowledge knowledge;

    public CommandDrafts(UserDirectory users, TargetLookup targets) {
        this(users, targets, GroupPassword.CORES, InstantSource.system());
    }

    CommandDrafts(UserDirectory users, TargetLookup targets, CoreShare passwordCores, InstantSource clock) {
        this.knowledge = new EdgeKnowledge(users, new OlderMessages(targets, clock), passwordCores);
    }

    /** @param actionId the client's idempotency key */
    public Drafted draft(Caller caller, String actionId, CommandRequest request, Blocking blocking) {
        return switch (Actor.of(caller, knowledge.users())) {
            case Parsed.Invalid<Actor>(var problem) -> new Drafted.RefusedAtEdge(problem);
            case Parsed.Valid<Actor>(var actor) ->
                request.draft(new CommandContext(caller.tenant(), actor, actionId, blocking, knowledge));
        };
    }
}
