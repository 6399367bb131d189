package dev.parley.bench.peer.mqtt;

import dev.parley.bench.chat.Promises;
import dev.parley.bench.peer.Dialect;
import dev.parley.bench.peer.Line;
import dev.parley.bench.peer.Voice;

/** Each user and each group is a topic; everything is sent and received with QoS 1. Over TCP: Debian builds mosquitto without WebSocket. */
public record MqttDialect() implements Dialect {
    @Override
    public Promises promises() {
        return new Promises("mosquitto", true, false, false, false);
    }

    @Override
    public String protocol() {
        return "mqtt";
    }

    @Override
    public Voice voice(Line line) {
        return new MqttVoice(line);
    }
}
