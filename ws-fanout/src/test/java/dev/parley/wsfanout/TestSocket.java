package dev.parley.wsfanout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.wsfanout.frame.ClientFrames;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A WebSocket client on a plain socket, which can also do what no honest client does. */
final class TestSocket implements AutoCloseable {
    private static final int WAIT_MILLIS = 10_000;
    private static final JsonMapper JSON = new JsonMapper();

    private final Socket socket;
    private final DataInputStream in;
    private final String head;

    private TestSocket(Socket socket, DataInputStream in, String head) {
        this.socket = socket;
        this.in = in;
        this.head = head;
    }

    /** A frame of the server. */
    record Frame(int opcode, byte[] payload) {
        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }

    static TestSocket open(int port, String token) {
        var socket = request(port, "/v1/socket", "Authorization: Bearer " + token);
        assertEquals(101, socket.status(), socket.head);
        return socket;
    }

    /** Asks for an upgrade; whatever the answer. */
    static TestSocket request(int port, String path, String... headers) {
        return raw(
                port,
                "GET " + path
                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                        + String.join(
                                "",
                                List.of(headers).stream()
                                        .map(header -> header + "\r\n")
                                        .toList())
                        + "\r\n");
    }

    static TestSocket raw(int port, String request) {
        try {
            var socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(WAIT_MILLIS);
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            return new TestSocket(socket, in, head.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String head() {
        return head;
    }

    /** The value of a header of the answer; empty where there is none. */
    String header(String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    int status() {
        return Integer.parseInt(head.substring(9, 12));
    }

    /** The body of an answer that was no upgrade. */
    JsonNode body() {
        try {
            var length = head.lines()
                    .filter(line -> line.startsWith("Content-Length: "))
                    .mapToInt(line -> Integer.parseInt(line.substring(16)))
                    .findFirst()
                    .orElseThrow();
            return JSON.readTree(in.readNBytes(length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(String json) {
        sendBytes(ClientFrames.text(json));
    }

    void sendBytes(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Frame next() throws IOException {
        var frame = nextWithBits();
        return new Frame(frame.opcode() & 0x0F, frame.payload());
    }

    /** The next frame; its opcode with the other bits of the first byte. */
    Frame nextWithBits() throws IOException {
        var opcode = in.readUnsignedByte();
        var length = in.readUnsignedByte();
        var real = length == 126 ? in.readUnsignedShort() : length == 127 ? Math.toIntExact(in.readLong()) : length;
        return new Frame(opcode, in.readNBytes(real));
    }

    /** The next text, which must be of this type. */
    JsonNode expect(String type) {
        var json = nextText();
        assertEquals(type, json.path("type").textValue(), json.toString());
        return json;
    }

    /** The next text that is no event: senders see their own events, too, before or after the answer. */
    JsonNode answer() {
        var json = nextText();
        while (json.path("type").textValue().equals("event")) {
            json = nextText();
        }
        return json;
    }

    JsonNode nextText() {
        try {
            var frame = next();
            assertEquals(1, frame.opcode(), () -> "a text was expected, not " + frame.opcode() + " " + frame.text());
            var json = JSON.readTree(frame.payload());
            FrameContract.check(json);
            return json;
        } catch (IOException e) {
            return fail("no text came: " + e);
        }
    }

    /** The seqs of the next events, all of this conversation. */
    List<Long> events(String conversation, int count) {
        var seqs = new ArrayList<Long>();
        for (var i = 0; i < count; i++) {
            var event = expect("event");
            assertEquals(conversation, event.path("conversation").textValue());
            seqs.add(event.path("seq").longValue());
        }
        return seqs;
    }

    /** Reads up to the close frame; its code. */
    int closeCode() {
        try {
            while (true) {
                var frame = next();
                if (frame.opcode() == 8) {
                    return ByteBuffer.wrap(frame.payload()).getShort();
                }
            }
        } catch (IOException e) {
            return fail("no close frame came: " + e);
        }
    }

    /** Whether the server has ended the connection. */
    boolean isAtEnd() {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (EOFException | SocketException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes one byte more out of the network, whatever it is. */
    void skipByte() {
        try {
            socket.getInputStream().read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing comes, as far as a round trip can tell. */
    void expectNothing() {
        send("{\"type\":\"ping\",\"ref\":\"nothing\"}");
        assertEquals("nothing", expect("pong").path("ref").textValue());
    }

    void breakOff() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
