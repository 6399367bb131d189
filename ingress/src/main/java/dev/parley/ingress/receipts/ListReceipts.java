package dev.parley.ingress.receipts;

import dev.parley.edge.api.JsonText;
import dev.parley.edge.api.Timestamps;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.ConversationAccess;
import dev.parley.ingress.reads.Page;
import dev.parley.readmodel.read.ReceiptStore;
import dev.parley.readmodel.read.ReceiptStore.StoredReceipt;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Objects;
import java.util.Set;

/**
 * {@code GET /v1/conversations/{conversation}/receipts}: how far each present member has got, by id in byte order; for present members,
 * and the tenant's server.
 */
public record ListReceipts(ReceiptStore store, ConversationAccess access) implements Endpoint {
    @Override
    public Reply answer(Call call) {
        var limit = Page.limit(call);
        var after = Objects.requireNonNullElse(Page.afterId(call), "");
        var conversation = ConversationAccess.parse(call.part("conversation"));
        access.openToPresent(call.caller(), conversation, call.seq("atLeastSeq"));
        var found = store.of(call.tenant(), conversation.value(), after, limit + 1);
        return Page.byId(found, limit, ListReceipts::json, StoredReceipt::user);
    }

    @Override
    public Set<ErrorCode> problems() {
        return ConversationAccess.PROBLEMS;
    }

    private static byte[] json(StoredReceipt receipt) {
        return JsonText.object(json -> {
            json.writeStringField("user", receipt.user());
            json.writeNumberField("deliveredUpTo", receipt.deliveredUpTo());
            json.writeNumberField("readUpTo", receipt.readUpTo());
            Timestamps.write(json, "deliveredAt", receipt.deliveredAt());
            Timestamps.write(json, "readAt", receipt.readAt());
        });
    }
}
