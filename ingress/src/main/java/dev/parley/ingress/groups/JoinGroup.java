package dev.parley.ingress.groups;

import static dev.parley.ingress.http.RefusedException.valid;

import dev.parley.edge.api.EventJson;
import dev.parley.edge.api.GroupDrafts;
import dev.parley.edge.api.GroupRequests;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.writes.ConversationWrites;

/** {@code POST /v1/groups/{group}/join}: answers the event {@code member.joined}. */
public record JoinGroup(GroupDrafts drafts, ConversationWrites writes) implements Endpoint {
    @Override
    public Reply answer(Call call) {
        var group = call.id("group");
        var request = valid(GroupRequests.join(call.tenant(), group, call.jsonOrEmpty()));
        var draft = valid(drafts.join(call.caller(), group, request, call.actionId()));
        return writes.append(draft, written -> Reply.json(201, EventJson.of(written.event())));
    }
}
