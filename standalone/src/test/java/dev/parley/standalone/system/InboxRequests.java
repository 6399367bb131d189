package dev.parley.standalone.system;

import dev.parley.schemas.HideMessage;
import dev.parley.schemas.ReadThread;
import dev.parley.schemas.ReceiptAction;
import dev.parley.schemas.SaveMessage;
import dev.parley.schemas.SubscribeThread;
import dev.parley.schemas.UnsaveMessage;
import dev.parley.schemas.UnsubscribeThread;
import dev.parley.schemas.UpdateConversationSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How members ask of their own things over REST. */
final class InboxRequests {
    private InboxRequests() {}

    /** One call for each thing that it says. */
    static List<ActionRequest> of(ReceiptAction receipt) {
        return Stream.of(
                        receipt("delivered", receipt, receipt.getDeliveredUpTo()),
                        receipt("read", receipt, receipt.getReadUpTo()),
                        receipt("unread", receipt, receipt.getUnreadAfter()))
                .flatMap(List::stream)
                .toList();
    }

    private static List<ActionRequest> receipt(String verb, ReceiptAction receipt, @Nullable Long upToSeq) {
        return upToSeq == null
                ? List.of()
                : List.of(new ActionRequest(
                        "POST", conversation(receipt.getConversation()) + "/" + verb, Map.of("upToSeq", upToSeq)));
    }

    /** @param body one field at most, where it is about settings */
    static ActionRequest of(Object body) {
        return switch (body) {
            case HideMessage it -> message("DELETE", it.getMessageId(), "", it.getConversation(), "&for=me");
            case SaveMessage it -> message("PUT", it.getMessageId(), "/save", it.getConversation(), "");
            case UnsaveMessage it -> message("DELETE", it.getMessageId(), "/save", it.getConversation(), "");
            case SubscribeThread it ->
                message("PUT", it.getMessageId(), "/thread/subscription", it.getConversation(), "");
            case UnsubscribeThread it ->
                message("DELETE", it.getMessageId(), "/thread/subscription", it.getConversation(), "");
            case ReadThread it ->
                new ActionRequest(
                        "POST",
                        message("POST", it.getMessageId(), "/thread/read", it.getConversation(), "")
                                .path(),
                        Map.of("upToSeq", it.getUpToSeq()));
            case UpdateConversationSettings it -> of(it);
            default -> throw new IllegalArgumentException("No call for " + body.getClass());
        };
    }

    private static ActionRequest message(String method, String id, String what, String conversation, String more) {
        var path = "/v1/messages/" + id + what + "?conversation=" + ActionRequest.encoded(conversation) + more;
        return new ActionRequest(method, path, null);
    }

    private static ActionRequest of(UpdateConversationSettings update) {
        var path = conversation(update.getConversation());
        return switch (update.getFields().getFirst()) {
            case "pinned" -> new ActionRequest(update.getPinned() ? "PUT" : "DELETE", path + "/pin", null);
            case "mutedUntil" ->
                update.getMutedUntil() == null
                        ? new ActionRequest("DELETE", path + "/mute", null)
                        : new ActionRequest(
                                "PUT",
                                path + "/mute",
                                Map.of("until", update.getMutedUntil().toString()));
            case "archived" -> new ActionRequest("PATCH", path, Map.of("archived", update.getArchived()));
            case "hiddenUpTo" -> new ActionRequest("DELETE", path, null);
            case "draft" -> {
                var body = new HashMap<String, @Nullable Object>();
                body.put("draft", update.getDraft());
                yield new ActionRequest("PATCH", path, body);
            }
            case String field -> throw new IllegalArgumentException(field);
        };
    }

    private static String conversation(String name) {
        return "/v1/conversations/" + ActionRequest.encoded(name);
    }
}
