package dev.parley.bench.peer.xmpp;

import dev.parley.bench.chat.Delivery;
import dev.parley.bench.peer.PeerException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A user's archive on the server, read page by page (XEP-0313). One reading at a time. */
final class XmppArchive {
    private static final String FORM = "<field var='FORM_TYPE' type='hidden'><value>urn:xmpp:mam:2</value></field>";
    private static final int PAGE = 200;
    private static final int TIMEOUT_SECONDS = 60;

    private final String user;
    private final Consumer<String> ask;
    private final BlockingQueue<Stanza> ends = new LinkedBlockingQueue<>();
    private volatile @Nullable Consumer<Delivery> reader;

    /** @param ask sends a query */
    XmppArchive(String user, Consumer<String> ask) {
        this.user = user;
        this.ask = ask;
    }

    /** Something that may belong to a reading; on the socket's thread. */
    void heard(Stanza stanza) {
        var reading = reader;
        if (reading == null) {
            return;
        }
        if (stanza.name().equals("message")) {
            reading.accept(XmppVoice.delivery(stanza.within("forwarded").within("message"), user));
        } else if (stanza.name().equals("iq") && stanza.attribute("id").equals("archive")) {
            ends.add(stanza);
        }
    }

    /** Reads a conversation from its beginning, and returns when its end has come. */
    void read(String conversation, Consumer<Delivery> deliveries) {
        reader = deliveries;
        var after = "";
        var isComplete = false;
        while (!isComplete) {
            ask.accept(query(conversation, after));
            var end = end();
            if (!end.attribute("type").equals("result")) {
                throw new PeerException("The archive of " + user + " cannot be read: " + end.xml());
            }
            after = end.text("last");
            isComplete = after.isEmpty() || end.has("complete='true'");
        }
        reader = null;
    }

    private Stanza end() {
        try {
            var end = ends.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (end != null) {
                return end;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new PeerException("The archive of " + user + " did not answer.");
    }

    private String query(String conversation, String after) {
        var parts = conversation.split(":", 3);
        var isGroup = parts[0].equals("g");
        var to = isGroup ? " to='" + parts[1] + "@" + XmppLogin.ROOMS + "'" : "";
        var other = isGroup ? "" : field("with", parts[parts[1].equals(user) ? 2 : 1] + "@" + XmppLogin.DOMAIN);
        return "<iq xmlns='jabber:client' type='set' id='archive'" + to + "><query xmlns='urn:xmpp:mam:2'>"
                + "<x xmlns='jabber:x:data' type='submit'>" + FORM + other + "</x>"
                + "<set xmlns='http://jabber.org/protocol/rsm'><max>" + PAGE + "</max>"
                + (after.isEmpty() ? "" : "<after>" + after + "</after>") + "</set></query></iq>";
    }

    private static String field(String name, String value) {
        return "<field var='" + name + "'><value>" + value + "</value></field>";
    }
}
