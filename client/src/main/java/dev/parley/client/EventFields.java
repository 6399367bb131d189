package dev.parley.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of one JSON object from the server, read in one pass; what is not known is skipped without being decoded. */
final class EventFields {
    private static final JsonFactory JSON = new JsonFactory();

    String type = "";
    String conversation = "";
    String eventId = "";
    String event = "";
    String user = "";
    String code = "";
    String detail = "";
    String reason = "";

    @Nullable
    String actor;

    @Nullable
    String clientMsgId;

    @Nullable
    String messageId;

    @Nullable
    String text;

    @Nullable
    String ref;

    @Nullable
    String parentId;

    /** Whom a message names; null where the object does not say. */
    @Nullable
    List<String> mentioned;

    /** Of an event's data: who sent the message, and who became a member or is none any more. */
    @Nullable
    String sender;

    @Nullable
    String member;

    @Nullable
    String emoji;

    boolean mentionsAll;
    boolean markedUnread;
    boolean isCounted;
    long messageSeq;
    long unread;
    long mentions;
    final List<ServerFrame.Receipt> receipts = new ArrayList<>();

    final List<ServerFrame.PresentUser> presentUsers = new ArrayList<>();
    /** Of what is shown while it lasts. */
    final List<String> users = new ArrayList<>();

    @Nullable
    Long count;

    String feature = "";
    String transientData = "{}";
    boolean isOn;
    long expiresInMs;

    long seq;
    long coalescedMs;
    long heartbeatMs;
    long reconnectAfterMs;
    long retryAfterMs = 500;
    final Map<String, Long> conversations = new HashMap<>();

    /** Reads an object whose opening brace is the parser's current token. */
    static EventFields read(JsonParser json) throws IOException {
        var fields = new EventFields();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            var value = json.nextToken();
            if (value.isScalarValue()) {
                fields.scalar(name, value, json);
            } else {
                fields.structure(name, json);
            }
        }
        return fields;
    }

    private void scalar(String name, JsonToken token, JsonParser json) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        switch (name) {
            case "type" -> type = json.getText();
            case "conversation" -> conversation = json.getText();
            case "eventId" -> eventId = json.getText();
            case "event" -> event = json.getText();
            case "actor" -> actor = json.getText();
            case "user" -> user = json.getText();
            case "code" -> code = json.getText();
            case "detail" -> detail = json.getText();
            case "reason" -> reason = json.getText();
            case "clientMsgId" -> clientMsgId = json.getText();
            case "messageId" -> messageId = json.getText();
            case "ref" -> ref = json.getText();
            case "feature" -> feature = json.getText();
            case "on" -> isOn = json.getBooleanValue();
            case "count" -> count = json.getLongValue();
            case "expiresInMs" -> expiresInMs = json.getLongValue();
            case "unread" -> {
                unread = json.getLongValue();
                isCounted = true;
            }
            case "mentions" -> mentions = json.getLongValue();
            case "markedUnread" -> markedUnread = json.getBooleanValue();
            case "seq" -> seq = json.getLongValue();
            case "heartbeatMs" -> heartbeatMs = json.getLongValue();
            case "coalescedMs" -> coalescedMs = json.getLongValue();
            case "retryAfterMs" -> retryAfterMs = json.getLongValue();
            case "reconnectAfterMs" -> reconnectAfterMs = json.getLongValue();
            default -> {}
        }
    }

    private void structure(String name, JsonParser json) throws IOException {
        switch (name) {
            case "conversations" -> {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    var conversationId = json.currentName();
                    json.nextToken();
                    conversations.put(conversationId, json.getLongValue());
                }
            }
            case "data" -> {
                // The type comes first.
                if (type.equals("transient")) {
                    transientData = copy(json);
                } else {
                    data(json);
                }
            }
            case "users" -> users.addAll(texts(json));
            case "receipts" -> receipts(json);
            case "items" -> items(json);
            default -> json.skipChildren();
        }
    }

    private void receipts(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.START_OBJECT) {
            var reader = "";
            var readUpTo = 0L;
            var deliveredUpTo = 0L;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "user" -> reader = json.getText();
                    case "readUpTo" -> readUpTo = json.getLongValue();
                    case "deliveredUpTo" -> deliveredUpTo = json.getLongValue();
                    default -> json.skipChildren();
                }
            }
            receipts.add(new ServerFrame.Receipt(reader, readUpTo, deliveredUpTo));
        }
    }

    private void items(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.START_OBJECT) {
            var texts = new HashMap<String, String>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = json.currentName();
                if (json.nextToken() == JsonToken.VALUE_STRING) {
                    texts.put(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
            presentUsers.add(new ServerFrame.PresentUser(
                    texts.getOrDefault("user", ""),
                    texts.getOrDefault("state", ""),
                    texts.get("text"),
                    texts.get("until"),
                    texts.get("lastActiveAt")));
        }
    }

    private void data(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            var value = json.nextToken();
            if (value == JsonToken.START_OBJECT && name.equals("message")) {
                message(json);
            } else if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                detail(name, json);
            } else {
                json.skipChildren();
            }
        }
    }

    private void detail(String name, JsonParser json) throws IOException {
        switch (name) {
            case "messageSeq" -> messageSeq = json.getLongValue();
            case "sender" -> sender = json.getText();
            case "user" -> member = json.getText();
            case "parentId" -> parentId = json.getText();
            case "mentionsAll" -> mentionsAll = json.getBooleanValue();
            case "emoji" -> emoji = json.getText();
            case "count" -> count = json.getLongValue();
            default -> {}
        }
    }

    private void message(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            switch (json.nextToken()) {
                case VALUE_STRING -> {
                    switch (name) {
                        case "id" -> messageId = json.getText();
                        case "text" -> text = json.getText();
                        case "parentId" -> parentId = json.getText();
                        default -> {}
                    }
                }
                case START_ARRAY -> {
                    if (name.equals("mentions")) {
                        mentioned = texts(json);
                    } else {
                        json.skipChildren();
                    }
                }
                case null, default -> json.skipChildren();
            }
        }
    }

    private static String copy(JsonParser json) throws IOException {
        var text = new StringWriter();
        try (var out = JSON.createGenerator(text)) {
            out.copyCurrentStructure(json);
        }
        return text.toString();
    }

    private static List<String> texts(JsonParser json) throws IOException {
        var texts = new ArrayList<String>();
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            texts.add(json.getText());
        }
        return texts;
    }

    ReceivedEvent toEvent() {
        var hasDetails = parentId != null
                || mentioned != null
                || sender != null
                || member != null
                || mentionsAll
                || messageSeq > 0;
        var reaction = emoji == null || count == null ? null : new EventDetails.Reaction(emoji, count);
        var details = hasDetails
                ? new EventDetails(parentId, messageSeq, sender, member, mentioned, mentionsAll, reaction)
                : EventDetails.NONE;
        return new ReceivedEvent(conversation, seq, eventId, event, actor, clientMsgId, messageId, text, details);
    }
}
