package dev.parley.bench.peer.xmpp;

import dev.parley.bench.chat.ChatMessage;
import dev.parley.bench.chat.Conversations;
import dev.parley.bench.chat.Delivery;
import dev.parley.bench.peer.Acknowledgements;
import dev.parley.bench.peer.Line;
import dev.parley.bench.peer.Voice;
import dev.parley.client.MessageReceiver;
import java.util.function.Consumer;

/** One user's stream. */
final class XmppVoice implements Voice {
    private static final String REQUEST = "<r xmlns='urn:xmpp:sm:3'/>";

    private final Line line;
    private final boolean acknowledges;
    private final XmppLogin login;
    private final XmppArchive archive;
    private final Acknowledgements acknowledgements = new Acknowledgements();
    private boolean isEnabled;
    private long received;

    XmppVoice(Line line, boolean acknowledges) {
        this.line = line;
        this.acknowledges = acknowledges;
        this.login = new XmppLogin(line, acknowledges);
        this.archive = new XmppArchive(line.user(), this::ask);
    }

    @Override
    public void greet() {
        login.greet();
    }

    @Override
    public void heard(byte[] bytes, int offset, int length, long receivedAt) {
        var stanza = Stanza.of(bytes, offset, length);
        var name = stanza.name();
        switch (name) {
            case "message" -> message(stanza, receivedAt);
            case "a" -> handled(stanza.attribute("h"), receivedAt);
            case "r" -> line.text("<a xmlns='urn:xmpp:sm:3' h='" + received + "'/>");
            case "enabled" -> enabled(stanza);
            default -> {
                archive.heard(stanza);
                login.heard(stanza);
            }
        }
        if (isEnabled && (name.equals("message") || name.equals("presence") || name.equals("iq"))) {
            received++;
        }
    }

    private void enabled(Stanza stanza) {
        isEnabled = true;
        if (line.seat().group() != null) {
            // The presence that joins the group is counted as well.
            acknowledgements.sent("");
        }
        login.heard(stanza);
    }

    private void handled(String count, long receivedAt) {
        if (count.matches("[0-9]{1,18}")) {
            acknowledgements.handled(
                    Long.parseLong(count), id -> line.listener().accepted(id, 0, receivedAt));
        }
    }

    private void message(Stanza message, long receivedAt) {
        if (message.has("<result")) {
            archive.heard(message);
        } else if (message.attribute("type").equals("error")) {
            line.listener().refused(message.attribute("id"), message.text("error"));
        } else if (message.has("<body")) {
            line.listener().delivered(delivery(message, line.user()), receivedAt);
        }
    }

    /** @param user who hears it, or said it */
    static Delivery delivery(Stanza message, String user) {
        var from = message.attribute("from");
        var local = local(from);
        var id = message.attribute("id");
        if (message.attribute("type").equals("groupchat")) {
            var actor = from.substring(from.indexOf('/') + 1);
            return Delivery.unnumbered(Conversations.group(local), actor, id, message.text("body"));
        }
        var other = local.equals(user) ? local(message.attribute("to")) : local;
        return Delivery.unnumbered(Conversations.direct(user, other), local, id, message.text("body"));
    }

    private static String local(String address) {
        var at = address.indexOf('@');
        return at < 0 ? address : address.substring(0, at);
    }

    @Override
    public void say(ChatMessage message) {
        var to = switch (message.receiver()) {
            case MessageReceiver.User(var user) ->
                "type='chat' to='" + user + "@" + XmppLogin.DOMAIN + "/" + XmppLogin.RESOURCE;
            case MessageReceiver.Group(var group) -> "type='groupchat' to='" + group + "@" + XmppLogin.ROOMS;
        };
        var stanza = "<message xmlns='jabber:client' " + to + "' id='" + message.id() + "'><body>"
                + Stanza.escaped(message.text()) + "</body></message>";
        if (acknowledges) {
            // Together, so that the order of ids is that of the stanzas.
            synchronized (this) {
                acknowledgements.sent(message.id());
                line.text(stanza);
            }
            line.text(REQUEST);
        } else {
            line.text(stanza);
            line.listener().accepted(message.id(), 0, System.nanoTime());
        }
    }

    private synchronized void ask(String query) {
        if (acknowledges) {
            acknowledgements.sent("");
        }
        line.text(query);
    }

    @Override
    public void readStored(String conversation, Consumer<Delivery> reader) {
        archive.read(conversation, reader);
    }
}
