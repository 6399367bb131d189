package dev.parley.bench.peer.nats;

import dev.parley.bench.chat.Promises;
import dev.parley.bench.peer.Dialect;
import dev.parley.bench.peer.Line;
import dev.parley.bench.peer.Voice;

/**
 * Each user and each group is a subject.
 *
 * @param acknowledges whether the server is asked to say +OK to each message, as few clients do
 */
public record NatsDialect(boolean acknowledges) implements Dialect {
    @Override
    public Promises promises() {
        return new Promises("nats", acknowledges, false, false, false);
    }

    @Override
    public String protocol() {
        return "";
    }

    @Override
    public Voice voice(Line line) {
        return new NatsVoice(line, acknowledges);
    }
}
