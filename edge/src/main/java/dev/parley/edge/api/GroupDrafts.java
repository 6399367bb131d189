package dev.parley.edge.api;

import dev.parley.edge.directory.UserDirectory;
import dev.parley.edge.identity.Caller;
import dev.parley.schemas.Action;
import dev.parley.schemas.JoinGroup;
import dev.parley.schemas.LeaveGroup;
import dev.parley.schemas.ReplyAddress;
import java.util.function.Function;

/** Makes actions on groups, stamped with what the conversation cannot know. Safe for many threads. */
public record GroupDrafts(UserDirectory users) {
    public Parsed<Function<ReplyAddress, Action>> create(Caller caller, GroupRequests.NewGroup group, String actionId) {
        return draft(caller, group.id(), group.body(), actionId);
    }

    public Parsed<Function<ReplyAddress, Action>> join(Caller caller, String group, JoinGroup body, String actionId) {
        return draft(caller, group, body, actionId);
    }

    public Parsed<Function<ReplyAddress, Action>> leave(Caller caller, String group, String actionId) {
        return draft(caller, group, new LeaveGroup(), actionId);
    }

    private Parsed<Function<ReplyAddress, Action>> draft(Caller caller, String group, Object body, String actionId) {
        return switch (Actor.of(caller, users)) {
            case Parsed.Invalid<Actor>(var problem) -> new Parsed.Invalid<>(problem);
            case Parsed.Valid<Actor>(var actor) ->
                new Parsed.Valid<>(replyTo -> Action.newBuilder()
                        .setTenant(caller.tenant())
                        .setConversation(Ids.group(group))
                        .setActor(actor.user())
                        .setActionId(actionId)
                        .setReplyTo(replyTo)
                        .setActorFacts(actor.facts())
                        .setBody(body)
                        .build());
        };
    }
}
