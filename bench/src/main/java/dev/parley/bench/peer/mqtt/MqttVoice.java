package dev.parley.bench.peer.mqtt;

import dev.parley.bench.chat.ChatMessage;
import dev.parley.client.Receiver;
import dev.parley.bench.peer.ByteStream;
import dev.parley.bench.peer.Envelope;
import dev.parley.bench.peer.Line;
import dev.parley.bench.peer.Voice;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One MQTT client. */
final class MqttVoice implements Voice, MqttDecoder.Sink {
    private static final int MOST_IDS = 65_535;

    private final Line line;
    private final ByteStream stream = new ByteStream(new MqttDecoder(this));
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

    @Override
    public void connected(boolean isAccepted) {
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

    @Override
    public void subscribed() {
        if (--subscriptionsLeft == 0) {
            line.ready();
        }
    }

    @Override
    public void published(int id, byte[] bytes, int offset, int length) {
        if (id > 0) {
            line.binary(MqttPackets.puback(id));
        }
        line.delivered(Envelope.open(bytes, offset, length, line.user()), receivedAt);
    }

    @Override
    public void acknowledged(int id) {
        var messageId = open.remove(id);
        if (messageId != null) {
            line.listener().accepted(messageId, 0, receivedAt);
        }
    }

    @Override
    public void broken(String why) {
        line.fail(why);
    }

    @Override
    public synchronized void say(ChatMessage message) {
        var topic = switch (message.receiver()) {
            case Receiver.User(var user) -> "u/" + user;
            case Receiver.Group(var group) -> "g/" + group;
        };
        lastId = lastId % MOST_IDS + 1;
        open.put(lastId, message.id());
        line.binary(MqttPackets.publish(lastId, topic, Envelope.of(line.user(), message)));
    }
}
