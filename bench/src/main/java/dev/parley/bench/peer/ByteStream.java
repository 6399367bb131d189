package dev.parley.bench.peer;

import java.util.Arrays;

/** For protocols that do not care where the socket's messages begin: what is incomplete waits for the rest. */
public final class ByteStream {
    private static final byte[] NOTHING = new byte[0];

    private final Parser parser;
    private byte[] rest = NOTHING;

    /** Takes one thing at a time. */
    public interface Parser {
        /** Takes what begins at a position, and returns where it ends; the position itself where it is not whole yet. */
        int take(byte[] bytes, int from, int to);
    }

    public ByteStream(Parser parser) {
        this.parser = parser;
    }

    public void add(byte[] bytes, int offset, int length) {
        var data = bytes;
        var at = offset;
        var end = offset + length;
        if (rest.length > 0) {
            data = Arrays.copyOf(rest, rest.length + length);
            System.arraycopy(bytes, offset, data, rest.length, length);
            at = 0;
            end = data.length;
        }
        for (var next = at; at < end; at = next) {
            next = parser.take(data, at, end);
            if (next == at) {
                break;
            }
        }
        rest = at == end ? NOTHING : Arrays.copyOfRange(data, at, end);
    }
}
