package dev.parley.bench.peer.nats;

import dev.parley.bench.peer.ByteStream;
import java.nio.charset.StandardCharsets;

/** Finds what a NATS server says in a run of bytes: lines, and after those that announce a message its payload. */
final class NatsDecoder implements ByteStream.Parser {
    private static final String MESSAGE = "MSG ";

    private final Sink sink;

    /** Takes what is found. The bytes are valid during the call only. */
    interface Sink {
        /** Any line but that of a message. */
        void control(String line);

        void message(byte[] bytes, int offset, int length);
    }

    NatsDecoder(Sink sink) {
        this.sink = sink;
    }

    @Override
    public int take(byte[] bytes, int from, int to) {
        var end = from;
        while (end + 1 < to && (bytes[end] != '\r' || bytes[end + 1] != '\n')) {
            end++;
        }
        if (end + 1 >= to) {
            return from;
        }
        var line = new String(bytes, from, end - from, StandardCharsets.UTF_8);
        var next = end + 2;
        if (!line.startsWith(MESSAGE)) {
            sink.control(line);
            return next;
        }
        var size = size(line);
        if (size < 0) {
            // Told as it is: nobody knows such a line.
            sink.control(line);
            return next;
        }
        if (to - next < size + 2) {
            return from;
        }
        sink.message(bytes, next, size);
        return next + size + 2;
    }

    private static int size(String line) {
        var number = line.substring(line.lastIndexOf(' ') + 1);
        return number.matches("[0-9]{1,7}") ? Integer.parseInt(number) : -1;
    }
}
