package dev.parley.ingress.receipts;

import dev.parley.edge.api.JsonText;
import dev.parley.edge.log.ReceiptDraft;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.marks.ThreadReads;
import dev.parley.readmodel.read.InboxStore;
import dev.parley.readmodel.read.InboxStore.Entry;
import dev.parley.readmodel.read.InboxStore.Filter;
import dev.parley.readmodel.read.InboxStore.Place;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/conversations:read-all}: everything that the caller has not read counts as read, up to the head of each conversation
 * as it is when its turn comes. Page by page, so that there are never more than 200 receipts of one call in flight.
 */
public record ReadAll(InboxStore inbox, ReceiptWrites receipts, ThreadReads threads) implements Endpoint {
    private static final int PAGE = 200;
    private static final Filter UNREAD = new Filter(null, true, "", true, false);

    @Override
    public Reply answer(Call call) {
        call.expectNothing();
        receipts.requireRoom();
        var conversations = readConversations(call);
        var read = threads.readAll(call);
        return Reply.json(200, JsonText.object(json -> {
            json.writeNumberField("conversations", conversations);
            json.writeNumberField("threads", read);
        }));
    }

    @Override
    public Set<ErrorCode> problems() {
        return Set.of(ErrorCode.STORE_UNAVAILABLE, ErrorCode.LOG_UNAVAILABLE);
    }

    private long readConversations(Call call) {
        var count = 0L;
        @Nullable Place after = null;
        while (true) {
            var page = inbox.list(call.tenant(), call.actor(), UNREAD, after, PAGE);
            receipts.append(page.stream().map(entry -> draft(call, entry)).toList());
            count += page.size();
            if (page.size() < PAGE) {
                return count;
            }
            after = page.getLast().place();
        }
    }

    private static ReceiptDraft draft(Call call, Entry entry) {
        var member = entry.membership();
        return new ReceiptDraft(
                call.tenant(),
                member.conversation(),
                call.actor(),
                member.joinedSeq(),
                null,
                entry.headSeq(),
                null,
                entry.headSeq());
    }
}
