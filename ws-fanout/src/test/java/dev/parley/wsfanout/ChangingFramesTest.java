package dev.parley.wsfanout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Frames that change a message, and what answers them. */
class ChangingFramesTest {
    private static RunningNode node;

    @BeforeAll
    static void start() {
        node = RunningNode.start();
        node.token(RunningNode.TENANT, "bob");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    /** Young enough not to be looked up in the store. */
    private static final String MESSAGE = "%08x-%04x-7000-8000-000000000001"
            .formatted(System.currentTimeMillis() >> 16, System.currentTimeMillis() & 0xFFFF);

    /** The next frame that is no event: those come before or after an answer. */
    @Test
    void reactsAndSaysSoAlsoWhereTheReactionIsThereAlready() {
        var frame = "{\"type\":\"reaction.add\",\"ref\":\"r\",\"clientMsgId\":\"%s\",\"messageId\":\"" + MESSAGE
                + "\",\"conversation\":\"d:bob:una\",\"emoji\":\"%s\"}";
        try (var socket = node.hello("una")) {
            socket.send(frame.formatted("u1", "\u2764\uFE0F"));
            var accepted = socket.answer();
            assertEquals("u1", accepted.path("clientMsgId").textValue());
            assertEquals(1, accepted.path("seq").intValue());
            assertEquals(MESSAGE, accepted.path("messageId").textValue());
            socket.send(frame.formatted("u2", "\u2764"));
            var again = socket.answer();
            assertEquals("accepted", again.path("type").textValue());
            assertEquals("u2", again.path("clientMsgId").textValue());
            assertEquals(1, again.path("seq").intValue());
            assertEquals(MESSAGE, again.path("messageId").textValue());
            socket.send(frame.formatted("u3", "ok"));
            assertEquals("emoji", socket.answer().path("field").textValue());
        }
    }

    @Test
    void pinsAndUnpins() {
        var frame = "{\"type\":\"message.%s\",\"clientMsgId\":\"%1$s\",\"messageId\":\"" + MESSAGE
                + "\",\"conversation\":\"d:bob:pia\"}";
        try (var socket = node.hello("pia")) {
            socket.send(frame.formatted("pin"));
            var accepted = socket.answer();
            assertEquals("accepted", accepted.path("type").textValue());
            assertEquals("pin", accepted.path("clientMsgId").textValue());
            assertEquals(MESSAGE, accepted.path("messageId").textValue());
            socket.send(frame.formatted("unpin"));
            assertEquals("message-deleted", socket.answer().path("code").textValue());
        }
    }

    @Test
    void refusesAnEditThatComesAfterTheDeletion() {
        try (var socket = node.hello("val")) {
            socket.send("{\"type\":\"message.edit\",\"clientMsgId\":\"v1\",\"messageId\":\"" + MESSAGE
                    + "\",\"conversation\":\"d:bob:val\",\"text\":\"made offline\"}");
            assertEquals(
                    "message-deleted", socket.expect("rejected").path("code").textValue());
        }
    }
}
