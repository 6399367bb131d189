package dev.parley.ingress.messages;

import dev.parley.edge.api.Emoji;
import dev.parley.edge.api.JsonText;
import dev.parley.edge.api.Problem;
import dev.parley.edge.api.Timestamps;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.ConversationAccess;
import dev.parley.ingress.reads.Page;
import dev.parley.readmodel.read.MessageStore.StoredMessage;
import dev.parley.readmodel.read.ReactionStore;
import dev.parley.readmodel.read.ReactionStore.StoredReaction;
import dev.parley.schemas.errors.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/messages/{messageId}/reactions}: who reacts with what, newest first; to a former member, as far as the membership
 * went. A deleted message has none.
 */
public record ListReactions(ReadMessage messages, ReactionStore reactions, ConversationAccess access)
        implements Endpoint {
    @Override
    public Reply answer(Call call) {
        var limit = Page.limit(call);
        var cursor = Page.beforeSeq(call);
        var emoji = emoji(call);
        var message = messages.find(call);
        var allowed = access.open(call.caller(), ConversationAccess.parse(message.conversation()), 0);
        var before = Math.min(cursor, allowed.upToSeq() + 1);
        var found = message.isDeleted() ? List.<StoredReaction>of() : found(call, message, emoji, before, limit + 1);
        return Page.byId(found, limit, ListReactions::json, reaction -> Long.toString(reaction.seq()));
    }

    private List<StoredReaction> found(
            Call call, StoredMessage message, @Nullable String emoji, long before, int limit) {
        return reactions.of(call.tenant(), message.conversation(), message.seq(), emoji, before, limit);
    }

    private static @Nullable String emoji(Call call) {
        var text = call.query().get("emoji");
        return text == null
                ? null
                : Emoji.key(text)
                        .orElseThrow(() -> new RefusedException(
                                Problem.at("emoji", ErrorCode.FIELD_INVALID, "emoji must be " + Emoji.FORM)));
    }

    private static byte[] json(StoredReaction reaction) {
        return JsonText.object(json -> {
            json.writeStringField("emoji", reaction.emoji());
            json.writeStringField("user", reaction.user());
            json.writeStringField("at", Timestamps.text(reaction.at()));
        });
    }
}
