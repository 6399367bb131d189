package dev.parley.ingress.groups;

import dev.parley.edge.api.JsonText;
import dev.parley.edge.events.EventJson;
import dev.parley.ingress.commands.ConversationWrites.Written;
import dev.parley.ingress.http.PercentCoding;
import dev.parley.ingress.http.Reply;
import dev.parley.schemas.ChangeRole;
import java.util.Locale;

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

    /** 200 with the event, for example {@code member.removed}. */
    public static Reply event(Written written) {
        return Reply.json(200, EventJson.of(written.event()));
    }

    /** 200 with the member's role as it is now, and the seq at which it was so; the same where it was so before. */
    public static Reply role(Written written) {
        if (!(written.draft().body() instanceof ChangeRole change)) {
            throw new IllegalArgumentException(written.draft().body().getClass() + " gives no role.");
        }
        return Reply.json(200, JsonText.object(json -> {
            json.writeStringField("user", change.getUser());
            json.writeStringField("role", change.getRole().name().toLowerCase(Locale.ROOT));
            json.writeStringField("conversation", written.draft().conversation());
            json.writeNumberField("seq", written.lastSeq());
        }));
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
