package dev.parley.ingress.sync;

import dev.parley.edge.api.ConversationId;
import dev.parley.ingress.conversations.ConversationViews;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.Page;
import dev.parley.readmodel.read.InboxStore;
import dev.parley.readmodel.read.InboxStore.Entry;
import dev.parley.readmodel.read.MembershipStore;
import dev.parley.readmodel.read.MembershipStore.Membership;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * {@code GET /v1/sync/snapshot}: every conversation of the caller, archived and hidden ones included, by name. An order that nothing
 * changes, so that no conversation slips through between two pages; what happens meanwhile comes by {@code POST /v1/sync}.
 */
public record Snapshot(MembershipStore memberships, InboxStore inbox) implements Endpoint {
    @Override
    public Reply answer(Call call) {
        var limit = Page.limit(call);
        var names = names(call, Page.after(call).map(Snapshot::place).orElse(""), limit + 1);
        var found = inbox.find(call.tenant(), call.actor(), names).stream()
                .sorted(Comparator.comparing(Snapshot::name))
                .toList();
        return Page.byPlace(
                found,
                limit,
                ConversationViews::json,
                Snapshot::name,
                entry -> entry.membership().isMember());
    }

    @Override
    public Set<ErrorCode> problems() {
        return Set.of(ErrorCode.STORE_UNAVAILABLE);
    }

    private List<String> names(Call call, String after, int limit) {
        return memberships.of(call.tenant(), call.actor()).stream()
                .filter(Membership::isMember)
                .map(Membership::conversation)
                .filter(name -> name.compareTo(after) > 0)
                .sorted()
                .limit(limit)
                .toList();
    }

    private static String name(Entry entry) {
        return entry.membership().conversation();
    }

    private static String place(String text) {
        if (ConversationId.parse(text).isEmpty()) {
            throw Page.noCursor();
        }
        return text;
    }
}
