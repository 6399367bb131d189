package dev.parley.bench.rest;

import com.fasterxml.jackson.core.JsonFactory;
import dev.parley.bench.chat.ChatMessage;
import dev.parley.client.MessageReceiver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes requests as bytes.
 *
 * @param authority the {@code Host} header
 */
record Requests(String authority) {
    private static final JsonFactory JSON = new JsonFactory();

    byte[] post(String token, ChatMessage message) {
        var body = body(message);
        var head = "POST /v1/messages HTTP/1.1\r\nHost: " + authority + "\r\nAuthorization: Bearer " + token
                + "\r\nIdempotency-Key: " + message.id() + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length + "\r\n\r\n";
        var bytes = new ByteArrayOutputStream(head.length() + body.length);
        bytes.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    private static byte[] body(ChatMessage message) {
        var bytes = new ByteArrayOutputStream(256);
        try (var json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeObjectFieldStart("receiver");
            switch (message.receiver()) {
                case MessageReceiver.User(var user) -> json.writeStringField("user", user);
                case MessageReceiver.Group(var group) -> json.writeStringField("group", group);
            }
            json.writeEndObject();
            json.writeStringField("text", message.text());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A byte array refused bytes.", e);
        }
        return bytes.toByteArray();
    }
}
