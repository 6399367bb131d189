package dev.parley.bench.peer.bare;

import dev.parley.bench.chat.ChatMessage;
import dev.parley.bench.peer.Envelope;
import dev.parley.bench.peer.Line;
import dev.parley.bench.peer.Voice;
import dev.parley.client.MessageReceiver;
import java.util.Objects;

/** One user of the bare server. */
final class BareVoice implements Voice {
    private final Line line;
    private boolean isIn;

    BareVoice(Line line) {
        this.line = line;
    }

    @Override
    public void greet() {
        line.text(line.user() + '\n' + Objects.requireNonNullElse(line.seat().group(), ""));
    }

    @Override
    public void heard(byte[] bytes, int offset, int length, long receivedAt) {
        if (isIn) {
            line.delivered(Envelope.open(bytes, offset, length, line.user()), receivedAt);
        } else {
            isIn = true;
            line.ready();
        }
    }

    @Override
    public void say(ChatMessage message) {
        var to = switch (message.receiver()) {
            case MessageReceiver.User(var user) -> "u" + user;
            case MessageReceiver.Group(var group) -> "g" + group;
        };
        line.text(to + '\n' + Envelope.of(line.user(), message));
        line.listener().accepted(message.id(), 0, System.nanoTime());
    }
}
