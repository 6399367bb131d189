package dev.parley.bench.peer.mqtt;

import dev.parley.bench.peer.ByteStream;

/** Finds the packets of a broker in a run of bytes. What is cut short is told as broken, never read past its end. */
final class MqttDecoder implements ByteStream.Parser {
    private static final int CONNACK = 2;
    private static final int PUBLISH = 3;
    private static final int PUBACK = 4;
    private static final int SUBACK = 9;
    private static final int MOST_LENGTH_BYTES = 4;

    private final Sink sink;

    /** Takes what is found. The bytes are valid during the call only. */
    interface Sink {
        void connected(boolean isAccepted);

        void subscribed();

        /** @param id to be acknowledged; 0 = not asked for */
        void published(int id, byte[] bytes, int offset, int length);

        void acknowledged(int id);

        void broken(String why);
    }

    MqttDecoder(Sink sink) {
        this.sink = sink;
    }

    @Override
    public int take(byte[] bytes, int from, int to) {
        var length = 0;
        for (var digit = 0; from + 1 + digit < to; digit++) {
            var at = from + 1 + digit;
            length |= (bytes[at] & 0x7F) << (7 * digit);
            if ((bytes[at] & 0x80) == 0) {
                var end = at + 1 + length;
                if (end > to) {
                    return from;
                }
                packet(bytes[from] & 0xFF, bytes, at + 1, end);
                return end;
            }
            if (digit == MOST_LENGTH_BYTES - 1) {
                sink.broken("a length that does not end");
                return to;
            }
        }
        return from;
    }

    private void packet(int first, byte[] bytes, int from, int to) {
        switch (first >> 4) {
            case CONNACK -> sink.connected(to - from == 2 && bytes[from + 1] == 0);
            case SUBACK -> sink.subscribed();
            case PUBLISH -> publish(first, bytes, from, to);
            case PUBACK -> {
                if (to - from < 2) {
                    sink.broken("an acknowledgement of nothing");
                } else {
                    sink.acknowledged(number(bytes, from));
                }
            }
            default -> {}
        }
    }

    private void publish(int first, byte[] bytes, int from, int to) {
        var hasId = (first >> 1 & 3) > 0;
        var topicEnd = to - from < 2 ? to : from + 2 + number(bytes, from);
        var payload = topicEnd + (hasId ? 2 : 0);
        if (to - from < 2 || payload > to) {
            sink.broken("a message without a payload");
        } else {
            sink.published(hasId ? number(bytes, topicEnd) : 0, bytes, payload, to - payload);
        }
    }

    private static int number(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
    }
}
