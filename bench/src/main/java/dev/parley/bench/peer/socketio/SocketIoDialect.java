package dev.parley.bench.peer.socketio;

import dev.parley.bench.chat.Promises;
import dev.parley.bench.peer.Dialect;
import dev.parley.bench.peer.Line;
import dev.parley.bench.peer.Voice;

/** Each user and each group is a room of a small relay; its acknowledgement comes once the relay has sent the message on. */
public record SocketIoDialect() implements Dialect {
    @Override
    public Promises promises() {
        return new Promises("socketio", true, false, false, false);
    }

    @Override
    public String protocol() {
        return "";
    }

    @Override
    public Voice voice(Line line) {
        return new SocketIoVoice(line);
    }
}
