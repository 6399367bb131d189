package dev.parley.wsfanout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.testkit.Eventually;
import dev.parley.wsfanout.frame.ClientFrames;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A log that makes whoever appends wait. */
@Isolated
class BusyLogTest {
    /** More than there are I/O threads. */
    private static final int SENDERS = 12;

    private final RunningNode node = RunningNode.start();

    @AfterEach
    void stop() {
        node.actions.open();
        node.close();
    }

    private static String message(String id) {
        return "{\"type\":\"message.send\",\"clientMsgId\":\"" + id
                + "\",\"receiver\":{\"group\":\"g\"},\"text\":\"hi\"}";
    }

    @Test
    void holdsUpNobodyWhoDoesNotWrite() {
        var writers =
                IntStream.range(0, SENDERS).mapToObj(i -> node.hello("w" + i)).toList();
        var readers =
                IntStream.range(0, SENDERS).mapToObj(i -> node.hello("r" + i)).toList();
        node.actions.shut();
        writers.forEach(writer -> writer.send(message("m")));
        Eventually.isTrue("all wait", () -> node.actions.waiting() == SENDERS);
        for (var reader : readers) {
            reader.send("{\"type\":\"ping\",\"ref\":\"p\"}");
            assertEquals("p", reader.expect("pong").path("ref").textValue());
        }
        assertEquals(List.of(), node.actions.appended());
        node.actions.open();
        writers.forEach(writer -> writer.expect("accepted"));
        writers.forEach(TestSocket::close);
        readers.forEach(TestSocket::close);
    }

    @Test
    void givesTheOthersTheirTurnWhenOneSendsALot() {
        try (var flood = node.hello("bea")) {
            for (var i = 0; i < 20; i++) {
                flood.send(message("alone" + i));
                flood.expect("accepted");
            }
            var before = node.actions.onVirtualThreads();
            assertTrue(before < 20, "a message that comes alone needs no virtual thread");
            var burst = new ByteArrayOutputStream();
            IntStream.range(0, 100).forEach(i -> burst.writeBytes(ClientFrames.text(message("m" + i))));
            flood.sendBytes(burst.toByteArray());
            Eventually.isTrue("all is appended", () -> node.actions.appended().size() == 120);
            // It may come in a few pieces, each of which has a turn.
            assertTrue(
                    node.actions.onVirtualThreads() - before > 50,
                    node.actions.onVirtualThreads() + " on virtual threads");
            assertEquals(
                    IntStream.range(0, 100).mapToObj(i -> "m" + i).toList(),
                    node.actions.appended().subList(20, 120));
        }
    }

    @Test
    void keepsTheOrderOfWhatWaitedAndWhatCameAfter() {
        try (var writer = node.hello("ann")) {
            node.actions.shut();
            writer.send(message("m0"));
            Eventually.isTrue("it waits", () -> node.actions.waiting() == 1);
            IntStream.range(1, 10).forEach(i -> writer.send(message("m" + i)));
            node.actions.open();
            IntStream.range(10, 50).forEach(i -> writer.send(message("m" + i)));
            Eventually.isTrue("all is appended", () -> node.actions.appended().size() == 50);
            assertEquals(IntStream.range(0, 50).mapToObj(i -> "m" + i).toList(), node.actions.appended());
        }
    }
}
