package dev.parley.ingress.marks;

import dev.parley.edge.api.OwnMark;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.messages.MessageViews;
import dev.parley.ingress.reads.ConversationAccess;
import dev.parley.ingress.reads.Page;
import dev.parley.readmodel.read.MarkStore;
import dev.parley.readmodel.read.MarkStore.SavedMessage;

/**
 * {@code GET /v1/me/saved}: the newest saved first. Two statements a page: a message that was deleted is shown as a tombstone, one
 * that the caller may no longer read is left out, so that a page may be shorter.
 */
public record ListSaved(MarkStore marks, ConversationAccess access) implements Endpoint {
    private static final int MAX_DIGITS = 18;

    @Override
    public Reply answer(Call call) {
        var limit = Page.limit(call);
        var before = Page.after(call).map(ListSaved::version).orElse(Long.MAX_VALUE);
        var found = marks.saved(call.tenant(), call.actor(), before, limit + 1);
        var readable = ReadableMessages.among(
                access, call.caller(), found.stream().map(SavedMessage::message).toList());
        return Page.byPlace(
                found,
                limit,
                saved -> MessageViews.of(saved.message()).toJson(OwnMark.SAVED),
                saved -> Long.toString(saved.savedVersion()),
                saved -> readable.has(saved.message()));
    }

    private static long version(String place) {
        if (place.isEmpty() || place.length() > MAX_DIGITS || !place.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw Page.noCursor();
        }
        return Long.parseLong(place);
    }
}
