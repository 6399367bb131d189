package dev.parley.wsfanout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.schemas.Event;
import dev.parley.wsfanout.frame.ClientFrames;
import dev.parley.wsfanout.stream.SampleEvents;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** permessage-deflate by its bytes, and fault 26 over the network. */
class CompressionTest {
    private static final String OFFER = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits";
    private static final int TEXT = 0x81;
    private static final int COMPRESSED_TEXT = 0xC1;

    private final RunningNode node = RunningNode.with(
            RunningNode.Sockets.with(Map.of("PARLEY_SOCKET_COMPRESSION", "on", "PARLEY_SOCKET_ECHO", "on")));

    @AfterEach
    void stop() {
        node.close();
    }

    private TestSocket hello(String user, String... headers) {
        var all = Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = "Authorization: Bearer " + node.token(RunningNode.TENANT, user);
        var socket = TestSocket.request(node.front.port(), "/v1/socket", all);
        assertEquals(101, socket.status(), socket.head());
        socket.send("{\"type\":\"hello\",\"device\":\"" + user + "-" + System.nanoTime() + "\"}");
        socket.expect("welcome");
        return socket;
    }

    private static Event longMessage(long seq) {
        return SampleEvents.message(RunningNode.TENANT, "d:ann:bob", seq, "again and ".repeat(100));
    }

    private static byte[] inflated(byte[] payload) throws DataFormatException {
        var whole = Arrays.copyOf(payload, payload.length + 4);
        whole[whole.length - 2] = (byte) 0xFF;
        whole[whole.length - 1] = (byte) 0xFF;
        try (var inflater = new Inflater(true)) {
            inflater.setInput(whole);
            var out = new byte[200_000];
            return Arrays.copyOf(out, inflater.inflate(out));
        }
    }

    private static byte[] deflated(byte[] payload) {
        try (var deflater = new Deflater(9, true)) {
            deflater.setInput(payload);
            var out = new byte[payload.length + 100];
            return Arrays.copyOf(out, deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH) - 4);
        }
    }

    @Test
    void agreesToCompressionWithoutContext() {
        try (var socket = hello("ann", OFFER)) {
            assertEquals(
                    "permessage-deflate; server_no_context_takeover; client_no_context_takeover",
                    socket.header("Sec-WebSocket-Extensions"));
        }
        try (var socket = hello("ann")) {
            assertEquals("", socket.header("Sec-WebSocket-Extensions"));
        }
    }

    @Test
    void compressesAnEventOnceForAllWhoAgreed() throws IOException, DataFormatException {
        try (var plain = hello("ann");
                var first = hello("ann", OFFER);
                var second = hello("bob", OFFER);
                var small = hello("bob", "Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=9")) {
            node.log.append(longMessage(1));
            var text = plain.nextWithBits();
            assertEquals(TEXT, text.opcode());
            for (var socket : new TestSocket[] {first, second}) {
                var frame = socket.nextWithBits();
                assertEquals(COMPRESSED_TEXT, frame.opcode());
                assertArrayEquals(text.payload(), inflated(frame.payload()));
            }
            // Longer than its window.
            assertEquals(text.text(), small.nextWithBits().text());
            assertEquals(1, node.metric("parley_ws_fanout_compressed_frames"));
        }
    }

    @Test
    void readsCompressedAndPlainFrames() {
        try (var socket = hello("ann", OFFER)) {
            var ping = deflated("{\"type\":\"ping\",\"ref\":\"a\"}".getBytes(StandardCharsets.UTF_8));
            socket.sendBytes(ClientFrames.frame(0x41, Arrays.copyOf(ping, 3)));
            socket.sendBytes(ClientFrames.frame(0x80, Arrays.copyOfRange(ping, 3, ping.length)));
            assertEquals("a", socket.expect("pong").path("ref").textValue());
            socket.expectNothing();
        }
    }

    @Test
    void closesOnAFrameThatInflatesBeyondTheLimit() {
        try (var socket = hello("ann", OFFER)) {
            socket.sendBytes(ClientFrames.frame(COMPRESSED_TEXT, deflated(new byte[131_073])));
            assertEquals(1009, socket.closeCode());
        }
    }

    @Test
    void closesOnACompressedFrameThatWasNotAgreedOn() {
        try (var socket = hello("ann")) {
            socket.sendBytes(ClientFrames.frame(COMPRESSED_TEXT, HexFormat.of().parseHex("00")));
            assertEquals(1002, socket.closeCode());
        }
    }

    @Test
    void echoesTextAndBinaryMessages() throws IOException {
        try (var socket = TestSocket.request(node.front.port(), "/v1/socket-echo")) {
            assertEquals(101, socket.status(), socket.head());
            for (var length : new int[] {0, 1, 125, 126, 65_535, 65_536, 300_000}) {
                for (var opcode : new int[] {0x81, 0x82}) {
                    var payload = "x".repeat(length).getBytes(StandardCharsets.UTF_8);
                    socket.sendBytes(ClientFrames.frame(opcode, payload));
                    var frame = socket.nextWithBits();
                    assertEquals(opcode, frame.opcode());
                    assertArrayEquals(payload, frame.payload());
                }
            }
            socket.sendBytes(ClientFrames.close(1000));
            var close = socket.next();
            assertEquals(8, close.opcode());
            assertEquals(1000, ByteBuffer.wrap(close.payload()).getShort());
        }
    }

    @Test
    void echoesCompressedMessages() throws IOException, DataFormatException {
        try (var socket = TestSocket.request(node.front.port(), "/v1/socket-echo", OFFER)) {
            var text = "€ and on ".repeat(1_000).getBytes(StandardCharsets.UTF_8);
            for (var opcode : new int[] {0xC1, 0xC2}) {
                socket.sendBytes(ClientFrames.frame(opcode, deflated(text)));
                var frame = socket.nextWithBits();
                assertEquals(opcode, frame.opcode());
                assertArrayEquals(text, inflated(frame.payload()));
            }
        }
    }

    @Test
    void servesNoEchoUnlessAskedTo() {
        try (var other = RunningNode.start();
                var socket = TestSocket.request(other.front.port(), "/v1/socket-echo")) {
            assertEquals(404, socket.status(), socket.head());
        }
    }
}
