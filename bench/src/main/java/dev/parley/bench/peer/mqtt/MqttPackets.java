package dev.parley.bench.peer.mqtt;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The packets that a client sends. */
final class MqttPackets {
    private static final int CONNECT = 0x10;
    private static final int PUBLISH_QOS1 = 0x32;
    private static final int PUBACK = 0x40;
    private static final int SUBSCRIBE = 0x82;

    private MqttPackets() {}

    /** A clean session that is not asked for a sign of life. */
    static byte[] connect(String client) {
        var body = new ByteArrayOutputStream();
        string(body, "MQTT");
        body.write(4);
        body.write(2);
        number(body, 0);
        string(body, client);
        return packet(CONNECT, body);
    }

    static byte[] subscribe(int id, String topic) {
        var body = new ByteArrayOutputStream();
        number(body, id);
        string(body, topic);
        body.write(1);
        return packet(SUBSCRIBE, body);
    }

    static byte[] publish(int id, String topic, String payload) {
        var body = new ByteArrayOutputStream();
        string(body, topic);
        number(body, id);
        body.writeBytes(payload.getBytes(StandardCharsets.UTF_8));
        return packet(PUBLISH_QOS1, body);
    }

    static byte[] puback(int id) {
        return new byte[] {PUBACK, 2, (byte) (id >> 8), (byte) id};
    }

    private static byte[] packet(int type, ByteArrayOutputStream body) {
        var packet = new ByteArrayOutputStream(body.size() + 5);
        packet.write(type);
        var left = body.size();
        while (left > 127) {
            packet.write(0x80 | (left & 0x7F));
            left >>= 7;
        }
        packet.write(left);
        packet.writeBytes(body.toByteArray());
        return packet.toByteArray();
    }

    private static void string(ByteArrayOutputStream out, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        number(out, bytes.length);
        out.writeBytes(bytes);
    }

    private static void number(ByteArrayOutputStream out, int number) {
        out.write(number >> 8);
        out.write(number);
    }
}
