package dev.parley.ingress.groups;

import static dev.parley.ingress.http.RefusedException.valid;

import dev.parley.edge.api.GroupDrafts;
import dev.parley.edge.api.GroupRequests;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.PercentCoding;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.writes.ConversationWrites;
import dev.parley.ingress.writes.ConversationWrites.Written;

/** {@code POST /v1/groups}: whoever creates a group owns it. */
public record CreateGroup(GroupDrafts drafts, ConversationWrites writes) implements Endpoint {
    @Override
    public Reply answer(Call call) {
        var group = valid(GroupRequests.create(call.tenant(), call.json()));
        var draft = valid(drafts.create(call.caller(), group, call.actionId()));
        return writes.append(draft, CreateGroup::created);
    }

    private static Reply created(Written written) {
        var group = GroupViews.of(written);
        return Reply.json(201, group.toJson())
                .withVersion(group.version())
                .with("Location", "/v1/groups/" + PercentCoding.encode(group.id()));
    }
}
