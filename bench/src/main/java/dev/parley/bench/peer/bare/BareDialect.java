package dev.parley.bench.peer.bare;

import dev.parley.bench.chat.Promises;
import dev.parley.bench.peer.Dialect;
import dev.parley.bench.peer.Line;
import dev.parley.bench.peer.Voice;

/** A server that does nothing but write each frame to its receivers' sockets. */
public record BareDialect() implements Dialect {
    @Override
    public Promises promises() {
        return new Promises("bare", false, false, false, false);
    }

    @Override
    public String protocol() {
        return "";
    }

    @Override
    public Voice voice(Line line) {
        return new BareVoice(line);
    }
}
