package dev.parley.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.parley.bench.chat.ChatMessage;
import dev.parley.bench.chat.Delivery;
import dev.parley.client.MessageReceiver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {
    @Test
    void bringsAMessageToAUser() {
        var payload = Envelope.of("bob", new ChatMessage("m1", new MessageReceiver.User("alice"), "two\nlines"));

        assertEquals(Delivery.unnumbered("d:alice:bob", "bob", "m1", "two\nlines"), Envelope.open(payload, "alice"));
    }

    @Test
    void bringsAMessageToAGroup() {
        var payload = Envelope.of("bob", new ChatMessage("m1", new MessageReceiver.Group("talk"), ""));

        assertEquals(Delivery.unnumbered("g:talk", "bob", "m1", ""), Envelope.open(payload, "alice"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bob", "bob\n", "bob\nm1", "bob\nm1\n", "\n\n"})
    void isNothingWithoutAllItsLines(String payload) {
        assertNull(Envelope.open(payload, "alice"));
    }
}
