package dev.parley.ingress.receipts;

import dev.parley.edge.api.Fields;
import dev.parley.edge.api.JsonText;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.command.ReceiptRequest;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.ConversationAccess;
import dev.parley.readmodel.read.InboxStore;
import dev.parley.readmodel.read.InboxStore.Marker;
import dev.parley.readmodel.read.InboxStore.Unread;
import dev.parley.schemas.errors.ErrorCode;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * {@code POST /v1/conversations/{conversation}/read|delivered|unread}: 200 with the marker as it becomes, and what is unread after it.
 * To send one again does no harm, so it takes no idempotency key.
 */
public record MoveMarker(ReceiptWrites receipts, InboxStore inbox, Function<Fields, Parsed<ReceiptRequest>> parser)
        implements Endpoint {
    @Override
    public Reply answer(Call call) {
        var request = RefusedException.valid(parser.apply(Fields.strict(call.fields())));
        receipts.requireRoom();
        var conversation = request.conversation();
        var member = receipts.present(call.caller(), conversation, request.highestSeq());
        var draft = request.draft(call.tenant(), call.actor(), member.joinedSeq(), member.headSeq());
        receipts.append(List.of(draft));
        var marker = inbox.marker(call.tenant(), call.actor(), conversation.value())
                .map(before -> MarkerChange.after(before, draft))
                .orElseThrow(ConversationAccess::notAMember);
        var unread = inbox.unreadAfter(call.tenant(), call.actor(), conversation.value(), marker.readUpTo());
        return Reply.json(200, json(conversation.value(), marker, unread));
    }

    @Override
    public Set<ErrorCode> problems() {
        return ReceiptWrites.PROBLEMS;
    }

    private static byte[] json(String conversation, Marker marker, Unread unread) {
        return JsonText.object(json -> {
            json.writeStringField("conversation", conversation);
            json.writeNumberField("readUpTo", marker.readUpTo());
            json.writeNumberField("deliveredUpTo", marker.deliveredUpTo());
            json.writeNumberField("unread", unread.messages());
            json.writeNumberField("mentions", unread.mentions());
            json.writeBooleanField("markedUnread", marker.markedUnread());
            json.writeNumberField("seq", unread.headSeq());
        });
    }
}
