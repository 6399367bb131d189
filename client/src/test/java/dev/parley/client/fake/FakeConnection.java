package dev.parley.client.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** One connection: HTTP requests, or frames after an upgrade. */
final class FakeConnection implements FakeChat.Socket {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final FakeChat chat;
    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private String user = "";

    private record Request(String method, String path, Map<String, String> headers, JsonNode body) {
        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }

        String segment(int index) {
            return URLDecoder.decode(path.replaceAll("\\?.*", "").split("/", -1)[index], StandardCharsets.UTF_8);
        }

        long query(String name) {
            return path.contains(name + "=")
                    ? Long.parseLong(path.replaceAll(".*[?&]" + name + "=([0-9]+).*", "$1"))
                    : 0;
        }
    }

    FakeConnection(FakeChat chat, Socket socket) throws IOException {
        this.chat = chat;
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        this.out = socket.getOutputStream();
    }

    void serve() {
        try (socket) {
            socket.setTcpNoDelay(true);
            while (handle(read())) {}
        } catch (IOException _) {
            // The client went away.
        } finally {
            chat.gone(this);
        }
    }

    private Request read() throws IOException {
        var first = line().split(" ", -1);
        var headers = new HashMap<String, String>();
        for (var header = line(); !header.isEmpty(); header = line()) {
            var colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        var body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Request(
                first[0],
                first[1],
                headers,
                body.length == 0 ? FakeLog.JSON.createObjectNode() : FakeLog.JSON.readTree(body));
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (var octet = in.readByte(); octet != '\n'; octet = in.readByte()) {
            if (octet != '\r') {
                line.append((char) octet);
            }
        }
        return line.toString();
    }

    private boolean handle(Request request) throws IOException {
        if (request.path().startsWith("/v1/socket")) {
            upgrade(request);
            return false;
        }
        var reply = route(request);
        if (reply.status() == 0) {
            return false;
        }
        var body = FakeLog.JSON.writeValueAsBytes(reply.body());
        var head = "HTTP/1.1 " + reply.status() + " X\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length + "\r\n\r\n";
        write(head.getBytes(StandardCharsets.US_ASCII), body);
        return true;
    }

    private FakeChat.Reply route(Request request) {
        var key = request.header("Idempotency-Key");
        var actor =
                request.header("Authorization").isEmpty() ? decoded(request.header("X-On-Behalf-Of")) : bearer(request);
        var path = request.path();
        if (path.equals("/readyz")) {
            return new FakeChat.Reply(200, FakeLog.JSON.createObjectNode());
        }
        if (path.endsWith("/tokens")) {
            return new FakeChat.Reply(
                    201,
                    FakeLog.JSON.createObjectNode().put("token", request.path().split("/", -1)[3]));
        }
        if (path.endsWith("/members")) {
            return chat.add(request.segment(3), actor, key, request.body());
        }
        if (path.endsWith("/join")) {
            return chat.join(request.segment(3), actor, key);
        }
        if (path.endsWith("/leave")) {
            return chat.leave(request.segment(3), actor, key);
        }
        if (path.startsWith("/v1/conversations") || path.startsWith("/v1/threads") || path.contains("/thread/")) {
            return new FakeChat.Reply(200, inbox(request, actor));
        }
        return switch (request.method() + " " + request.segment(2)) {
            case "POST users" -> chat.createUser(request.body());
            case "PATCH users" -> chat.rename(request.segment(3), request.body());
            case "POST groups" -> chat.found(request.body().path("id").asText(), actor, key);
            case "POST sync" -> new FakeChat.Reply(200, chat.sync(request.body()));
            case "POST messages" -> chat.post(actor, key, request.body());
            default -> FakeChat.Reply.problem(404, "not-found");
        };
    }

    private ObjectNode inbox(Request request, String user) {
        var parts = request.path().replaceAll("\\?.*", "").split("/", -1);
        if (parts.length == 3) {
            return switch (parts[2]) {
                case "conversations:read-all" -> chat.readAll(user);
                case "threads" -> chat.threads(user);
                default -> chat.conversations(user);
            };
        }
        return switch (parts[parts.length - 1]) {
            case "events" -> chat.events(request.segment(3), request.query("afterSeq"), 200);
            case "read", "unread", "subscription" ->
                parts.length == 5
                        ? chat.mark(user, request.segment(3), parts[4], request.body())
                        : chat.thread(user, request.segment(3), parts[5], request.body());
            default -> chat.conversation(user, request.segment(3));
        };
    }

    /** The token of a user is the id, percent-encoded. */
    private static String bearer(Request request) {
        return decoded(request.header("Authorization").substring("Bearer ".length()));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private void upgrade(Request request) throws IOException {
        user = bearer(request);
        var head =
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                        + accept(request.header("Sec-WebSocket-Key"))
                        + "\r\nSec-WebSocket-Protocol: parley.v1+json\r\n\r\n";
        write(head.getBytes(StandardCharsets.US_ASCII), new byte[0]);
        while (frame()) {}
    }

    private static String accept(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean frame() throws IOException {
        var opcode = in.readByte() & 0x0F;
        var length = in.readByte() & 0x7F;
        length = length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length;
        var mask = in.readNBytes(4);
        var payload = in.readNBytes(length);
        for (var i = 0; i < length; i++) {
            payload[i] ^= mask[i & 3];
        }
        return opcode != 8 && (opcode != 1 || said(FakeLog.JSON.readTree(payload)));
    }

    private boolean said(JsonNode frame) {
        switch (frame.path("type").asText()) {
            case "hello" -> chat.hello(this, frame);
            case "receipt" -> chat.receipt(this, frame);
            case "presence.set" -> chat.presence().set(this, frame);
            case "presence.watch" -> chat.presence().watch(this, frame);
            case "typing", "transient" -> chat.show(this, (ObjectNode) frame);
            case "ping" -> {
                chat.pinged(user, frame);
                chat.presence().touched(this, frame);
                send(FakeLog.JSON.createObjectNode().put("type", "pong"));
            }
            case "message.send" -> {
                return answered(frame);
            }
            default -> send(FakeLog.JSON.createObjectNode().put("type", "error").put("code", "type-unknown"));
        }
        return true;
    }

    private boolean answered(JsonNode frame) {
        var id = frame.path("clientMsgId").asText();
        var reply = chat.post(user, id, frame);
        var isAccepted = reply.status() == 201;
        if (reply.status() != 0) {
            send(reply.body()
                    .deepCopy()
                    .put("type", isAccepted ? "accepted" : "rejected")
                    .put("clientMsgId", id));
        }
        return reply.status() != 0;
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public void send(ObjectNode frame) {
        try {
            var payload = FakeLog.JSON.writeValueAsBytes(frame);
            var header = ByteBuffer.allocate(4).put((byte) 0x81);
            if (payload.length < 126) {
                header.put((byte) payload.length);
            } else {
                header.put((byte) 126).putShort((short) payload.length);
            }
            write(Arrays.copyOf(header.array(), header.position()), payload);
        } catch (IOException _) {
            // This client went away; its reading thread notices.
        }
    }

    private void write(byte[] first, byte[] second) throws IOException {
        synchronized (out) {
            out.write(first);
            out.write(second);
            out.flush();
        }
    }
}
