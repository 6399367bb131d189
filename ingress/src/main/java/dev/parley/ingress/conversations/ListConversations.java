package dev.parley.ingress.conversations;

import dev.parley.edge.api.Problem;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.Page;
import dev.parley.readmodel.read.InboxStore;
import dev.parley.readmodel.read.InboxStore.Entry;
import dev.parley.readmodel.read.InboxStore.Filter;
import dev.parley.readmodel.read.InboxStore.Place;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code GET /v1/conversations}: the caller's, the latest activity first. */
public record ListConversations(InboxStore inbox) implements Endpoint {
    private static final Pattern PLACE = Pattern.compile("([0-9]{1,18})\\.([dg]:.+)");
    private static final String KIND = "kind";

    @Override
    public Reply answer(Call call) {
        var limit = Page.limit(call);
        var after = Page.after(call).map(ListConversations::place).orElse(null);
        var found = inbox.list(call.tenant(), call.actor(), filter(call), after, limit + 1);
        return Page.byPlace(found, limit, ConversationViews::json, ListConversations::place, _ -> true);
    }

    @Override
    public Set<ErrorCode> problems() {
        return Set.of(ErrorCode.STORE_UNAVAILABLE);
    }

    private static Filter filter(Call call) {
        return new Filter(
                call.flag("archived"),
                call.flag("unread"),
                prefix(call),
                Boolean.TRUE.equals(call.flag("hidden")),
                Boolean.TRUE.equals(call.flag("former")));
    }

    private static String prefix(Call call) {
        return switch (call.query().getOrDefault(KIND, "")) {
            case "" -> "";
            case "direct" -> "d:";
            case "group" -> "g:";
            default ->
                throw new RefusedException(Problem.at(KIND, ErrorCode.FIELD_INVALID, "kind must be direct or group."));
        };
    }

    private static String place(Entry entry) {
        var place = entry.place();
        return place.lastActivityAt() + "." + place.conversation();
    }

    private static Place place(String text) {
        var parts = PLACE.matcher(text);
        if (!parts.matches()) {
            throw Page.noCursor();
        }
        return new Place(Long.parseLong(parts.group(1)), parts.group(2));
    }
}
