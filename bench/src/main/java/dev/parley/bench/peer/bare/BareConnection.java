package dev.parley.bench.peer.bare;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.regex.Pattern;

/** One socket of the bare server. It takes whole masked frames below 64 KiB, which is what the benchmark sends. */
final class BareConnection {
    private static final Pattern KEY = Pattern.compile("(?i)Sec-WebSocket-Key: *(\\S+)");
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final byte[] NOTHING = new byte[0];
    private static final int CLOSE = 8;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final BareServer server;
    private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
    private byte[] rest = NOTHING;
    private boolean isUpgraded;
    private boolean isIn;

    BareConnection(SocketChannel channel, SelectionKey key, BareServer server) {
        this.channel = channel;
        this.key = key;
        this.server = server;
    }

    /** Reads what is there, behind what was incomplete the last time. */
    void read(byte[] bytes) throws IOException {
        var buffer = ByteBuffer.wrap(bytes).put(rest);
        rest = NOTHING;
        if (channel.read(buffer) < 0) {
            throw new IOException("closed");
        }
        var to = buffer.position();
        var at = isUpgraded ? 0 : upgrade(bytes, to);
        for (var next = frame(bytes, at, to); next > at; next = frame(bytes, at, to)) {
            at = next;
        }
        if (at < to) {
            rest = Arrays.copyOfRange(bytes, at, to);
        }
    }

    private int upgrade(byte[] bytes, int to) throws IOException {
        var request = new String(bytes, 0, to, StandardCharsets.ISO_8859_1);
        var end = request.indexOf("\r\n\r\n");
        var asked = KEY.matcher(request);
        if (end < 0) {
            return 0;
        }
        if (!asked.find()) {
            throw new IOException("no WebSocket");
        }
        isUpgraded = true;
        var answer =
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                        + accept(asked.group(1)) + "\r\n\r\n";
        write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.ISO_8859_1)));
        return end + 4;
    }

    private static String accept(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-1");
            return Base64.getEncoder().encodeToString(digest.digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-1.", e);
        }
    }

    /** Takes the frame at a position, and returns where it ends; the position where it is not whole yet. */
    private int frame(byte[] bytes, int at, int to) throws IOException {
        if (!isUpgraded || to - at < 8) {
            return at;
        }
        var isLong = (bytes[at + 1] & 0x7F) == 126;
        var mask = at + (isLong ? 4 : 2);
        var length = isLong ? (bytes[at + 2] & 0xFF) << 8 | (bytes[at + 3] & 0xFF) : bytes[at + 1] & 0x7F;
        var payload = mask + 4;
        if ((bytes[at] & 0x0F) == CLOSE || length == 127) {
            throw new IOException("closed");
        }
        if (to - payload < length) {
            return at;
        }
        for (var i = 0; i < length; i++) {
            bytes[payload + i] ^= bytes[mask + (i & 3)];
        }
        said(bytes, payload, payload + length);
        return payload + length;
    }

    private void said(byte[] bytes, int from, int to) throws IOException {
        var lineEnd = from;
        while (lineEnd < to && bytes[lineEnd] != '\n') {
            lineEnd++;
        }
        if (lineEnd == to) {
            throw new IOException("no address");
        }
        var line = new String(bytes, from, lineEnd - from, StandardCharsets.UTF_8);
        if (isIn) {
            server.relay(line, text(bytes, lineEnd + 1, to));
            return;
        }
        isIn = true;
        server.enter("u" + line, this);
        server.enter("g" + new String(bytes, lineEnd + 1, to - lineEnd - 1, StandardCharsets.UTF_8), this);
        write(text(NOTHING, 0, 0));
    }

    private static ByteBuffer text(byte[] bytes, int from, int to) {
        var length = to - from;
        var frame = ByteBuffer.allocate(length + 4).put((byte) 0x81);
        if (length < 126) {
            frame.put((byte) length);
        } else {
            frame.put((byte) 126).putShort((short) length);
        }
        return frame.put(bytes, from, length).flip();
    }

    /** What the kernel does not take waits until it does. A closed socket is noticed when it is read. */
    void write(ByteBuffer frame) {
        try {
            if (waiting.isEmpty()) {
                channel.write(frame);
            }
            if (frame.hasRemaining()) {
                waiting.add(frame);
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            }
        } catch (IOException _) {
            waiting.clear();
        }
    }

    void flush() throws IOException {
        while (!waiting.isEmpty()) {
            channel.write(waiting.getFirst());
            if (waiting.getFirst().hasRemaining()) {
                return;
            }
            waiting.removeFirst();
        }
        key.interestOps(SelectionKey.OP_READ);
    }

    void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // It is gone, which is what was wanted.
            waiting.clear();
        }
    }
}
