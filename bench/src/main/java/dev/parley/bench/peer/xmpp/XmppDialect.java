package dev.parley.bench.peer.xmpp;

import dev.parley.bench.chat.Promises;
import dev.parley.bench.peer.Dialect;
import dev.parley.bench.peer.Line;
import dev.parley.bench.peer.Voice;

/**
 * An XMPP server that archives every message (XEP-0313) before it is delivered.
 *
 * @param acknowledges whether clients ask for an acknowledgement of each message (XEP-0198), as Parley gives one; without, the
 *     server has less to do
 */
public record XmppDialect(String server, boolean acknowledges) implements Dialect {
    @Override
    public Promises promises() {
        return new Promises(server, acknowledges, false, true, false);
    }

    @Override
    public String protocol() {
        return "xmpp";
    }

    @Override
    public Voice voice(Line line) {
        return new XmppVoice(line, acknowledges);
    }
}
