package dev.parley.bench.peer.xmpp;

import dev.parley.bench.peer.Line;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** From the open socket to a bound resource, stream management where it is wanted, and the user's group. */
final class XmppLogin {
    static final String DOMAIN = "localhost";
    static final String ROOMS = "conference." + DOMAIN;
    static final String RESOURCE = "bench";

    private static final String PASSWORD = "secret";
    private static final String OPEN =
            "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='" + DOMAIN + "' version='1.0'/>";

    private final Line line;
    private final boolean acknowledges;
    private boolean isJoining;

    XmppLogin(Line line, boolean acknowledges) {
        this.line = line;
        this.acknowledges = acknowledges;
    }

    void greet() {
        line.text(OPEN);
    }

    void heard(Stanza stanza) {
        switch (stanza.name()) {
            case "stream:features" -> features(stanza);
            case "success" -> line.text(OPEN);
            case "iq" -> bound(stanza);
            case "enabled" -> join();
            case "presence" -> joined(stanza);
            case "failure", "failed", "close", "stream:error" -> line.fail(stanza.xml());
            default -> {}
        }
    }

    private void features(Stanza features) {
        if (features.has("<mechanism")) {
            var plain = "\0" + line.user() + "\0" + PASSWORD;
            line.text("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>"
                    + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)) + "</auth>");
        } else {
            line.text(
                    "<iq xmlns='jabber:client' type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>"
                            + RESOURCE + "</resource></bind></iq>");
        }
    }

    private void bound(Stanza answer) {
        if (!answer.attribute("id").equals("bind")) {
            return;
        }
        if (!answer.attribute("type").equals("result")) {
            line.fail(answer.xml());
        } else if (acknowledges) {
            line.text("<enable xmlns='urn:xmpp:sm:3'/>");
        } else {
            join();
        }
    }

    /** One-to-one chat needs no presence: messages go to the full address. */
    private void join() {
        var group = line.seat().group();
        if (group == null) {
            line.ready();
        } else {
            isJoining = true;
            line.text("<presence xmlns='jabber:client' to='" + group + "@" + ROOMS + "/" + line.user()
                    + "'><x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x></presence>");
        }
    }

    private void joined(Stanza presence) {
        if (isJoining && presence.attribute("type").equals("error")) {
            line.fail(presence.xml());
        } else if (isJoining && presence.has("code='110'")) {
            isJoining = false;
            line.ready();
        }
    }
}
