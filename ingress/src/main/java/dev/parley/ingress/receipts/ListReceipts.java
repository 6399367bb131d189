package dev.parley.ingress.receipts;

import dev.parley.edge.api.JsonText;
import dev.parley.edge.api.Timestamps;
import dev.parley.edge.restrictions.RestrictionTable;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.ConversationAccess;
import dev.parley.ingress.reads.Page;
import dev.parley.readmodel.read.ReceiptStore;
import dev.parley.readmodel.read.ReceiptStore.StoredReceipt;
import dev.parley.schemas.errors.ErrorCode;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * {@code GET /v1/conversations/{conversation}/receipts}: how far each present member has got, by id in byte order; for present members,
 * and the tenant's server. Two of whom one blocks the other are not shown each other's.
 */
public record ListReceipts(ReceiptStore store, ConversationAccess access, RestrictionTable restrictions)
        implements Endpoint {
    @Override
    public Reply answer(Call call) {
        var limit = Page.limit(call);
        var after = Objects.requireNonNullElse(Page.afterId(call), "");
        var conversation = ConversationAccess.parse(call.part("conversation"));
        access.openToPresent(call.caller(), conversation, call.seq("atLeastSeq"));
        var found = store.of(call.tenant(), conversation.value(), after, limit + 1);
        return Page.byId(shownTo(call, conversation.value(), found), limit, ListReceipts::json, StoredReceipt::user);
    }

    @Override
    public Set<ErrorCode> problems() {
        return ConversationAccess.PROBLEMS;
    }

    /** Where one of the two of a direct conversation blocks the other, each is shown its own marker only. */
    private List<StoredReceipt> shownTo(Call call, String conversation, List<StoredReceipt> found) {
        var self = call.caller().actor();
        return self.isEmpty() || !restrictions.areApart(call.tenant(), conversation)
                ? found
                : found.stream()
                        .filter(receipt -> receipt.user().equals(self.get()))
                        .toList();
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
