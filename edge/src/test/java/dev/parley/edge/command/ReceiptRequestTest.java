package dev.parley.edge.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.edge.api.Fields;
import dev.parley.edge.api.JsonBodies;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.log.ReceiptDraft;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptRequestTest {
    @Test
    void readsAFrame() {
        var both = valid(ReceiptRequest::frame, "\"deliveredUpTo\":9,\"readUpTo\":7,\"ref\":\"1\"");
        assertEquals(draft("g:team", 9L, 7L, null), both.draft("acme", "alice", 3, 10));
        assertEquals(9, both.highestSeq());
        assertEquals(
                draft("g:team", 9L, null, null),
                valid(ReceiptRequest::frame, "\"deliveredUpTo\":9").draft("acme", "alice", 3, 10));
    }

    @Test
    void readsAFrameThatMarksAsUnread() {
        assertEquals(
                draft("g:team", 9L, null, 7L),
                valid(ReceiptRequest::frame, "\"deliveredUpTo\":9,\"unreadAfter\":7")
                        .draft("acme", "alice", 3, 10));
    }

    @Test
    void readsTheBodiesOfCalls() {
        assertEquals(
                draft("g:team", null, 7L, null),
                valid(ReceiptRequest::read, "\"upToSeq\":7").draft("acme", "alice", 3, 10));
        assertEquals(
                draft("g:team", 7L, null, null),
                valid(ReceiptRequest::delivered, "\"upToSeq\":7").draft("acme", "alice", 3, 10));
        assertEquals(
                draft("g:team", null, null, 7L),
                valid(ReceiptRequest::unread, "\"upToSeq\":7").draft("acme", "alice", 3, 10));
    }

    @Test
    void takesEverythingWhereNoSeqIsNamed() {
        var read = valid(ReceiptRequest::read, "\"upToSeq\":null");
        assertEquals(draft("g:team", null, 10L, null), read.draft("acme", "alice", 3, 10));
        assertEquals(0, read.highestSeq());
    }

    @ParameterizedTest
    @CsvSource({
        "g:team, 11, 10",
        "g:team, 999999999999999999, 10",
        "g:team, 2, 3",
        "g:team, 0, 3",
        "g:team, 5, 5",
        "d:alice:bob, 0, 0",
        "d:alice:bob, 1, 1"
    })
    void keepsBetweenTheJoiningAndTheHead(String conversation, long upToSeq, long expected) {
        var json = "{\"conversation\":\"" + conversation + "\",\"upToSeq\":" + upToSeq + "}";
        var request = parsed(ReceiptRequest::unread, json);
        assertEquals(upToSeq, request.highestSeq());
        assertEquals(draft(conversation, null, null, expected), request.draft("acme", "alice", 3, 10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"conversation\":\"g:team\"}",
                "{\"conversation\":\"g:team\",\"readUpTo\":null}",
                "{\"conversation\":\"g:team\",\"readUpTo\":-1}",
                "{\"conversation\":\"g:team\",\"readUpTo\":1.5}",
                "{\"conversation\":\"g:team\",\"readUpTo\":\"7\"}",
                "{\"conversation\":\"g:team\",\"readUpTo\":1000000000000000000}",
                "{\"conversation\":\"g:team\",\"readUpTo\":1,\"deliveredUpTo\":true}",
                "{\"conversation\":\"g:team\",\"readUpTo\":1,\"unreadAfter\":1}",
                "{\"conversation\":\"g:team\",\"unreadAfter\":-1}",
                "{\"conversation\":\"d:bob:alice\",\"readUpTo\":1}",
                "{\"conversation\":7,\"readUpTo\":1}",
                "{\"readUpTo\":1}"
            })
    void refusesFramesThatSayNothing(String json) {
        assertInstanceOf(Parsed.Invalid.class, ReceiptRequest.frame(fields(json)));
    }

    @Test
    void refusesToMarkAsUnreadWithoutAPlace() {
        var refused =
                assertInstanceOf(Parsed.Invalid.class, ReceiptRequest.unread(fields("{\"conversation\":\"g:team\"}")));
        assertEquals("upToSeq", refused.problem().field());
    }

    private static ReceiptDraft draft(
            String conversation, @Nullable Long delivered, @Nullable Long read, @Nullable Long unread) {
        return new ReceiptDraft("acme", conversation, "alice", 3, delivered, read, unread, 10);
    }

    private static ReceiptRequest valid(Function<Fields, Parsed<ReceiptRequest>> parser, String fields) {
        return parsed(parser, "{\"conversation\":\"g:team\"," + fields + "}");
    }

    private static ReceiptRequest parsed(Function<Fields, Parsed<ReceiptRequest>> parser, String json) {
        return switch (parser.apply(fields(json))) {
            case Parsed.Valid<ReceiptRequest>(var request) -> request;
            case Parsed.Invalid<ReceiptRequest>(var problem) -> throw new AssertionError(problem);
        };
    }

    private static Fields fields(String json) {
        return switch (JsonBodies.read(json.getBytes(StandardCharsets.UTF_8))) {
            case Parsed.Valid<ObjectNode>(var body) -> new Fields(body);
            case Parsed.Invalid<?>(var problem) -> throw new AssertionError(problem);
        };
    }
}
