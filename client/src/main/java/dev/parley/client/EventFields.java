package dev.parley.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of one JSON object from the server, read in one pass; what is not known is skipped without being decoded. */
final class EventFields {
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

    long seq;
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
            case "seq" -> seq = json.getLongValue();
            case "heartbeatMs" -> heartbeatMs = json.getLongValue();
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
            case "data" -> data(json);
            default -> json.skipChildren();
        }
    }

    private void data(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var isMessage = json.currentName().equals("message");
            json.nextToken();
            if (isMessage && json.currentToken() == JsonToken.START_OBJECT) {
                message(json);
            } else {
                json.skipChildren();
            }
        }
    }

    private void message(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            if (json.nextToken() == JsonToken.VALUE_STRING) {
                switch (name) {
                    case "id" -> messageId = json.getText();
                    case "text" -> text = json.getText();
                    default -> {}
                }
            } else {
                json.skipChildren();
            }
        }
    }

    ReceivedEvent toEvent() {
        return new ReceivedEvent(conversation, seq, eventId, event, actor, clientMsgId, messageId, text);
    }
}
