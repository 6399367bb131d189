package dev.parley.ingress.groups;

import dev.parley.edge.events.EventJson;
import dev.parley.ingress.commands.ConversationWrites.Written;
import dev.parley.ingress.http.PercentCoding;
import dev.parley.ingress.http.Reply;

/** How commands on groups are answered. */
public final class GroupReplies {
    private GroupReplies() {}

    /** 201 with the group, which {@code Location} names: reading it waits for the store on any node. */
    public static Reply created(Written written) {
        var group = GroupViews.of(written);
        return Reply.json(201, group.toJson())
                .withVersion(group.version(), group.seq())
                .with("Location", "/v1/groups/" + PercentCoding.encode(group.id()) + "?atLeastSeq=" + group.seq());
    }

    /** 201 with the event {@code member.joined}. */
    public static Reply joined(Written written) {
        return Reply.json(201, EventJson.of(written.event()));
    }

    /** 200 with the event {@code member.left}. */
    public static Reply left(Written written) {
        return Reply.json(200, EventJson.of(written.event()));
    }
}
