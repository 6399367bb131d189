package dev.parley.ingress.receipts;

import dev.parley.edge.api.JsonText;
import dev.parley.edge.api.Timestamps;
import dev.parley.edge.restrictions.RestrictionTable;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.messages.ReadMessage;
import dev.parley.ingress.reads.ConversationAccess;
import dev.parley.ingress.reads.Page;
import dev.parley.readmodel.read.ReceiptStore;
import dev.parley.readmodel.read.ReceiptStore.StoredReceipt;
import dev.parley.schemas.errors.ErrorCode;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * {@code GET /v1/messages/{messageId}/receipts}: how many present members a message has reached, and who; for present members, and the
 * tenant's server. Its sender and who joined later are left out. Its sender does not learn whether one whom it blocks, or who blocks
 * it, has read it.
 */
public record ListMessageReceipts(
        ReceiptStore store, ReadMessage messages, ConversationAccess access, RestrictionTable restrictions)
        implements Endpoint {
    @Override
    public Reply answer(Call call) {
        var limit = Page.limit(call);
        var after = Objects.requireNonNullElse(Page.afterId(call), "");
        var message = messages.find(call);
        var conversation = message.conversation();
        access.openToPresent(call.caller(), ConversationAccess.parse(conversation), 0);
        var isHidden = call.caller().actor().filter(message.sender()::equals).isPresent()
                && restrictions.areApart(call.tenant(), conversation);
        var counts = isHidden
                ? new ReceiptStore.Counts(0, 0)
                : store.counts(call.tenant(), conversation, message.seq(), message.sender());
        var found = isHidden
                ? List.<StoredReceipt>of()
                : store.reached(call.tenant(), conversation, message.seq(), message.sender(), after, limit + 1);
        var fields = new TreeMap<String, Long>();
        fields.put("delivered", counts.delivered());
        fields.put("read", counts.read());
        return Page.byId(found, limit, receipt -> json(receipt, message.seq()), StoredReceipt::user, fields);
    }

    @Override
    public Set<ErrorCode> problems() {
        return Endpoint.union(ConversationAccess.PROBLEMS, ErrorCode.MESSAGE_NOT_FOUND);
    }

    private static byte[] json(StoredReceipt receipt, long messageSeq) {
        var isRead = receipt.readUpTo() >= messageSeq;
        return JsonText.object(json -> {
            json.writeStringField("user", receipt.user());
            json.writeBooleanField("read", isRead);
            Timestamps.write(json, "deliveredAt", receipt.deliveredAt());
            Timestamps.write(json, "readAt", isRead ? receipt.readAt() : null);
        });
    }
}
