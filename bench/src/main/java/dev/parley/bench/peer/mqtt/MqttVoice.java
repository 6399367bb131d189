package dev.parley.bench.peer.mqtt;

import dev.parley.bench.chat.ChatMessage;
import dev.parley.bench.chat.Receiver;
import dev.parley.bench.peer.ByteStream;
import dev.parley.bench.peer.Envelope;
import dev.parley.bench.peer.Line;
import dev.parley.bench.peer.Voice;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One MQTT client. */
final class MqttVoice implements Voice {
    private static final int CONNACK = 2;
    private static final int PUBLISH = 3;
    private static final int PUBACK = 4;
    private static final int SUBACK = 9;
    private static final int LONGEST_LENGTH = 4;
    private static final int MOST_IDS = 65_535;

    private final Line line;
    private final ByteStream stream = new ByteStream(this::take);
    private final Map<Integer, String> open = new ConcurrentHashMap<>();
    private int subscriptionsLeft;
    private int lastId;
    private long receivedAt;

    MqttVoice(Line line) {
        this.line = line;
    }

    @Override
    public void greet() {
        line.binary(MqttPackets.connect(line.user()));
    }

    @Override
    public void heard(byte[] bytes, int offset, int length, long at) {
        receivedAt = at;
        stream.add(bytes, offset, length);
    }

    private int take(byte[] bytes, int from, int to) {
        var length = 0;
        var at = from + 1;
        for (var digit = 0; at < to; digit++) {
            var next = bytes[at++] & 0xFF;
            length |= (next & 0x7F) << 7 * digit;
            if ((next & 0x80) == 0) {
                if (to - at < length) {
                    return from;
                }
                packet(bytes[from] & 0xFF, bytes, at, at + length);
                return at + length;
            }
            if (digit == LONGEST_LENGTH - 1) {
                line.fail("a length that never ends");
                return to;
            }
        }
        return from;
    }

    private void packet(int first, byte[] bytes, int from, int to) {
        switch (first >> 4) {
            case CONNACK -> connected(to - from == 2 && bytes[from + 1] == 0);
            case SUBACK -> {
                if (--subscriptionsLeft == 0) {
                    line.ready();
                }
            }
            case PUBLISH -> published(first, bytes, from, to);
            case PUBACK -> {
                var id = to - from < 2 ? null : open.remove(number(bytes, from));
                if (id != null) {
                    line.listener().accepted(id, 0, receivedAt);
                }
            }
            default -> {}
        }
    }

    private void connected(boolean isAccepted) {
        if (!isAccepted) {
            line.fail("the broker refuses");
            return;
        }
        var group = line.seat().group();
        subscriptionsLeft = group == null ? 1 : 2;
        line.binary(MqttPackets.subscribe(1, "u/" + line.user()));
        if (group != null) {
            line.binary(MqttPackets.subscribe(2, "g/" + group));
        }
    }

    private void published(int first, byte[] bytes, int from, int to) {
        var hasId = (first >> 1 & 3) > 0;
        var topicEnd = to - from < 2 ? to : from + 2 + number(bytes, from);
        var payload = topicEnd + (hasId ? 2 : 0);
        if (payload > to) {
            line.fail("a message without a payload");
            return;
        }
        if (hasId) {
            line.binary(MqttPackets.puback(number(bytes, topicEnd)));
        }
        line.delivered(Envelope.open(bytes, payload, to - payload, line.user()), receivedAt);
    }

    private static int number(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
    }

    @Override
    public synchronized void say(ChatMessage message) {
        var topic =
                switch (message.receiver()) {
                    case Receiver.User(var user) -> "u/" + user;
                    case Receiver.Group(var group) -> "g/" + group;
                };
        lastId = lastId % MOST_IDS + 1;
        open.put(lastId, message.id());
        line.binary(MqttPackets.publish(lastId, topic, Envelope.of(line.user(), message)));
    }
}
