package dev.parley.bench.peer.xmpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StanzaTest {
    @Test
    void readsAMessageAsEjabberdSendsIt() {
        var stanza =
                stanza("<message xmlns='jabber:client' xml:lang='en' to='b@localhost/bench' from='a@localhost/bench' "
                        + "type='chat' id='m1'><archived by='b@localhost' id='17' xmlns='urn:xmpp:mam:tmp'/>"
                        + "<body>1 &lt; 2 &amp;amp; &quot;3&quot;</body></message>");

        assertEquals("message", stanza.name());
        assertEquals("m1", stanza.attribute("id"));
        assertEquals("a@localhost/bench", stanza.attribute("from"));
        assertEquals("1 < 2 &amp; \"3\"", stanza.text("body"));
        assertEquals("17", stanza.within("archived").attribute("id"));
    }

    @Test
    void tellsNamesApartThatBeginAlike() {
        var stanza = stanza("<iq><bodyguard>no</bodyguard><body>yes</body></iq>");

        assertEquals("yes", stanza.text("body"));
    }

    @Test
    void readsAnArchivedMessageAsADelivery() {
        var delivery = XmppVoice.delivery(
                stanza(
                                "<message to='a@localhost' from='a@localhost'><result id='9'><forwarded><message to='b@localhost/bench' "
                                        + "from='a@localhost/bench' type='chat' id='m1'><body>hi</body></message>"
                                        + "<delay stamp='2026-01-01T00:00:00Z'/></forwarded></result></message>")
                        .within("forwarded")
                        .within("message"),
                "a");

        assertEquals("d:a:b", delivery.conversation());
        assertEquals("a", delivery.actor());
        assertEquals("m1", delivery.id());
        assertEquals("hi", delivery.text());
    }

    @Test
    void readsAMessageOfAGroup() {
        var delivery = XmppVoice.delivery(
                stanza(
                        "<message from='talk@conference.localhost/a' type='groupchat' id='m2'><body>hi</body></message>"),
                "b");

        assertEquals("g:talk", delivery.conversation());
        assertEquals("a", delivery.actor());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "<",
                "<>",
                "</",
                "no xml",
                "<message",
                "<message id=",
                "<message id='",
                "<message id='a",
                "<message><body",
                "<message><body>",
                "<message><body>a</bod",
                "<a h=>",
                "&lt;",
                "<message from='@/'>"
            })
    void survivesWhatIsNoStanza(String text) {
        var stanza = stanza(text);

        assertTrue(stanza.name().length() <= text.length());
        assertTrue(stanza.attribute("id").length() <= text.length());
        assertEquals("", stanza.text("body"));
        XmppVoice.delivery(stanza.within("forwarded").within("message"), "a");
        XmppVoice.delivery(stanza, "a");
    }

    private static Stanza stanza(String xml) {
        var bytes = xml.getBytes(StandardCharsets.UTF_8);
        return Stanza.of(bytes, 0, bytes.length);
    }
}
