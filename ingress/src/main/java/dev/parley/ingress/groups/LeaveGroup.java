package dev.parley.ingress.groups;

import static dev.parley.ingress.http.RefusedException.valid;

import dev.parley.edge.api.EventJson;
import dev.parley.edge.api.GroupDrafts;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.writes.ConversationWrites;

/** {@code POST /v1/groups/{group}/leave}: answers the event {@code member.left}; no body, or an empty object. */
public record LeaveGroup(GroupDrafts drafts, ConversationWrites writes) implements Endpoint {
    @Override
    public Reply answer(Call call) {
        var group = call.id("group");
        call.expectNothing();
        var draft = valid(drafts.leave(call.caller(), group, call.actionId()));
        return writes.append(draft, written -> Reply.json(200, EventJson.of(written.event())));
    }
}
