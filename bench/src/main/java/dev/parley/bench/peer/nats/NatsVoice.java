package dev.parley.bench.peer.nats;

import dev.parley.bench.chat.ChatMessage;
import dev.parley.client.Receiver;
import dev.parley.bench.peer.Acknowledgements;
import dev.parley.bench.peer.ByteStream;
import dev.parley.bench.peer.Envelope;
import dev.parley.bench.peer.Line;
import dev.parley.bench.peer.Voice;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** One NATS client. */
final class NatsVoice implements Voice, NatsDecoder.Sink {
    private final Line line;
    private final boolean acknowledges;
    private final ByteStream stream = new ByteStream(new NatsDecoder(this));
    private final Acknowledgements acknowledgements = new Acknowledgements();
    private long receivedAt;

    NatsVoice(Line line, boolean acknowledges) {
        this.line = line;
        this.acknowledges = acknowledges;
    }

    /** The server speaks first. */
    @Override
    public void greet() {}

    @Override
    public void heard(byte[] bytes, int offset, int length, long at) {
        receivedAt = at;
        stream.add(bytes, offset, length);
    }

    @Override
    public void control(String header) {
        if (header.startsWith("INFO ")) {
            enter();
        } else if (header.equals("+OK")) {
            acknowledgements.handledOne(id -> line.listener().accepted(id, 0, receivedAt));
        } else if (header.equals("PING")) {
            line.binary(bytes("PONG\r\n"));
        } else if (header.equals("PONG")) {
            line.ready();
        } else {
            line.fail(header);
        }
    }

    private void enter() {
        var group = line.seat().group();
        var commands =
                new StringBuilder("CONNECT {\"verbose\":" + acknowledges + ",\"pedantic\":false,\"echo\":true}\r\n");
        commands.append("SUB u.").append(line.user()).append(" 1\r\n");
        acknowledgements.sent("");
        acknowledgements.sent("");
        if (group != null) {
            commands.append("SUB g.").append(group).append(" 2\r\n");
            acknowledgements.sent("");
        }
        line.binary(bytes(commands + "PING\r\n"));
    }

    @Override
    public void message(byte[] bytes, int offset, int length) {
        line.delivered(Envelope.open(bytes, offset, length, line.user()), receivedAt);
    }

    @Override
    public synchronized void say(ChatMessage message) {
        var subject = switch (message.receiver()) {
            case Receiver.User(var user) -> "u." + user;
            case Receiver.Group(var group) -> "g." + group;
        };
        var payload = bytes(Envelope.of(line.user(), message));
        var command = new ByteArrayOutputStream(payload.length + 80);
        command.writeBytes(bytes("PUB " + subject + " " + payload.length + "\r\n"));
        command.writeBytes(payload);
        command.write('\r');
        command.write('\n');
        if (acknowledges) {
            acknowledgements.sent(message.id());
            line.binary(command.toByteArray());
        } else {
            line.binary(command.toByteArray());
            line.listener().accepted(message.id(), 0, System.nanoTime());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
