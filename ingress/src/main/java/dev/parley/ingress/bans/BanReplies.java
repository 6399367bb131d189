package dev.parley.ingress.bans;

import dev.parley.edge.api.JsonText;
import dev.parley.edge.api.Timestamps;
import dev.parley.ingress.commands.ConversationWrites.Written;
import dev.parley.ingress.http.Reply;
import dev.parley.schemas.BanUser;
import dev.parley.schemas.MuteMember;
import dev.parley.schemas.UnbanUser;
import dev.parley.schemas.UnmuteMember;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How bans and mutes are answered: with the present state, also where nothing changed. */
public final class BanReplies {
    private BanReplies() {}

    public static Reply banned(Written written) {
        var ban = (BanUser) written.draft().body();
        return reply(written, ban.getUser(), ban.getUntil(), ban.getReason());
    }

    public static Reply unbanned(Written written) {
        return reply(written, ((UnbanUser) written.draft().body()).getUser(), null, null);
    }

    public static Reply muted(Written written) {
        var mute = (MuteMember) written.draft().body();
        return reply(written, mute.getUser(), mute.getUntil(), null);
    }

    public static Reply unmuted(Written written) {
        return reply(written, ((UnmuteMember) written.draft().body()).getUser(), null, null);
    }

    private static Reply reply(Written written, String user, @Nullable Instant until, @Nullable String reason) {
        var body = JsonText.object(json -> {
            json.writeStringField("conversation", written.draft().conversation());
            json.writeNumberField("seq", written.lastSeq());
            json.writeStringField("user", user);
            Timestamps.write(json, "until", until);
            JsonText.text(json, "reason", reason);
        });
        return Reply.json(200, body);
    }
}
