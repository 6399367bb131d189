package dev.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerFrameReaderTest {
    private static final ReceivedEvent SAID = new ReceivedEvent(
            "d:alice:bob", 4, "e", "message.created", "alice", "c1", "0199", "hi \u00e9 \"q\"", EventDetails.NONE);

    static Stream<Arguments> frames() {
        return Stream.of(
                Arguments.of("""
                        {"type":"welcome","ref":"1","session":"s","user":"alice","node":"n1","heartbeatMs":25000,
                         "limits":{"frameBytes":131072},"conversations":{"g:team":57}}""", new ServerFrame.Welcome("alice", 25_000, Map.of("g:team", 57L))),
                Arguments.of("""
                        {"type":"accepted","ref":"2","clientMsgId":"c1","conversation":"d:alice:bob","seq":4,"messageId":"0199"}""", new ServerFrame.Answer("c1", new Outcome.Accepted("d:alice:bob", 4, "0199"))),
                Arguments.of("""
                        {"type":"rejected","ref":"2","clientMsgId":"c1","code":"not-a-member","detail":"No."}""", new ServerFrame.Answer("c1", new Outcome.Refused("not-a-member", "No."))),
                Arguments.of(
                        """
                        {"type":"rejected","clientMsgId":"c1","code":"log-unavailable","detail":"Later."}""",
                        new ServerFrame.Answer("c1", new Outcome.Unknown("log-unavailable", Duration.ofMillis(500)))),
                Arguments.of(
                        """
                        {"type":"error","clientMsgId":"c1","code":"outcome-unknown","detail":"Later.","retryAfterMs":3000}""",
                        new ServerFrame.Answer("c1", new Outcome.Unknown("outcome-unknown", Duration.ofSeconds(3)))),
                Arguments.of(
                        "{\"type\":\"caught-up\",\"conversation\":\"g:team\",\"seq\":57}",
                        new ServerFrame.CaughtUp("g:team", 57)),
                Arguments.of(
                        "{\"type\":\"resync\",\"conversation\":\"g:team\",\"reason\":\"history-gone\",\"seq\":57}",
                        new ServerFrame.Resync("g:team", 57, "history-gone")),
                Arguments.of(
                        """
                        {"type":"presence","ref":"9","items":[{"user":"bob","state":"busy","text":"Soon","until":"U","lastActiveAt":"L","more":[1]},
                         {"user":"cem","state":"offline"}],"coalescedMs":1000}""",
                        new ServerFrame.Presence(
                                List.of(
                                        new ServerFrame.PresentUser("bob", "busy", "Soon", "U", "L"),
                                        new ServerFrame.PresentUser("cem", "offline", null, null, null)),
                                "9",
                                1_000)),
                Arguments.of("{\"type\":\"presence-ok\",\"ref\":\"8\"}", new ServerFrame.PresenceTaken("8")),
                Arguments.of("{\"type\":\"pong\"}", new ServerFrame.Pong()),
                Arguments.of("{\"type\":\"going-away\",\"reconnectAfterMs\":1200}", new ServerFrame.GoingAway(1200)),
                Arguments.of(
                        "{\"type\":\"error\",\"code\":\"type-unknown\",\"detail\":\"?\"}",
                        new ServerFrame.Other("error", "type-unknown", "?")));
    }

    static Stream<Arguments> events() {
        return Stream.of(
                Arguments.of("""
                        {"type":"event","conversation":"d:alice:bob","seq":4,"messageNo":3,"eventId":"e","event":"message.created",
                         "actor":"alice","at":"Z","clientMsgId":"c1","data":{"new":[{"id":1}],"message":{"id":"0199","kind":"text",
                         "text":"hi \\u00e9 \\"q\\"","tags":["id"],"metadata":{"text":"no"}}}}""", new ServerFrame.Live(SAID)),
                Arguments.of(
                        """
                        {"type":"event","conversation":"g:t","seq":1,"eventId":"e","event":"member.joined","actor":null,
                         "clientMsgId":null,"data":{"user":"bob"}}""",
                        new ServerFrame.Live(new ReceivedEvent(
                                "g:t",
                                1,
                                "e",
                                "member.joined",
                                null,
                                null,
                                null,
                                null,
                                new EventDetails(null, 0, null, "bob", null, false)))));
    }

    static Stream<Arguments> eventsWithDetails() {
        return Stream.of(
                Arguments.of(
                        """
                        {"type":"event","conversation":"g:t","seq":3,"eventId":"e","event":"message.created","actor":"bob","data":{
                         "message":{"id":"m3","parentId":"m2","mentions":["ann","cleo"],"attachments":[{"mentions":["x"]}]},"mentionsAll":true}}""",
                        live(
                                3,
                                "message.created",
                                "bob",
                                "m3",
                                new EventDetails("m2", 0, null, null, List.of("ann", "cleo"), true))),
                Arguments.of(
                        """
                        {"type":"event","conversation":"g:t","seq":4,"eventId":"e","event":"message.deleted","actor":null,"data":{
                         "messageId":"m3","messageSeq":3,"sender":"bob","parentId":"m2","by":null,"user":null,"version":4}}""",
                        live(4, "message.deleted", null, null, new EventDetails("m2", 3, "bob", null, null, false))),
                Arguments.of(
                        """
                        {"type":"event","conversation":"g:t","seq":5,"eventId":"e","event":"reaction.added","actor":"ann","data":{
                         "messageId":"m3","messageSeq":3,"sender":"bob","emoji":"👍","user":"ann","count":2}}""",
                        live(
                                5,
                                "reaction.added",
                                "ann",
                                null,
                                new EventDetails(
                                        null, 3, "bob", "ann", null, false, new EventDetails.Reaction("👍", 2)))));
    }

    private static ServerFrame live(
            long seq, String name, @Nullable String actor, @Nullable String messageId, EventDetails details) {
        return new ServerFrame.Live(new ReceivedEvent("g:t", seq, "e", name, actor, null, messageId, null, details));
    }

    static Stream<Arguments> receipts() {
        return Stream.of(
                Arguments.of(
                        """
                        {"type":"receipt","conversation":"g:t","receipts":[{"user":"ann","readUpTo":3,"deliveredUpTo":4,"at":"Z"},
                         {"user":"bob","readUpTo":5,"deliveredUpTo":5,"new":{}}],"coalescedMs":1000}""",
                        new ServerFrame.Receipts(
                                "g:t",
                                List.of(new ServerFrame.Receipt("ann", 3, 4), new ServerFrame.Receipt("bob", 5, 5)),
                                null)),
                Arguments.of(
                        """
                        {"type":"receipt","conversation":"g:t","receipts":[{"user":"ann","readUpTo":3,"deliveredUpTo":4}],
                         "unread":7,"mentions":2,"markedUnread":true,"seq":12}""",
                        new ServerFrame.Receipts(
                                "g:t",
                                List.of(new ServerFrame.Receipt("ann", 3, 4)),
                                new ServerFrame.OwnCounts(7, 2, true, 12))),
                Arguments.of("{\"type\":\"receipt-ok\",\"ref\":\"r1\"}", new ServerFrame.ReceiptTaken("r1")),
                Arguments.of(
                        "{\"type\":\"rejected\",\"ref\":\"r1\",\"code\":\"too-busy\",\"detail\":\"Later.\"}",
                        new ServerFrame.Other("rejected", "too-busy", "Later.")),
                Arguments.of("""
                        {"type":"conversation.updated","conversation":"g:t","pinned":true,"archived":false,"hiddenUpTo":0,"draft":"x","version":3}""", new ServerFrame.ConversationUpdated("g:t")));
    }

    static Stream<Arguments> signals() {
        return Stream.of(
                Arguments.of("""
                        {"type":"typing","conversation":"g:t","users":["bob"],"on":true,"expiresInMs":5000}""", new ServerFrame.Typing("g:t", List.of("bob"), true, 5_000, null)),
                Arguments.of("""
                        {"type":"typing","conversation":"g:t","users":["bob"],"on":false}""", new ServerFrame.Typing("g:t", List.of("bob"), false, 0, null)),
                Arguments.of("""
                        {"type":"typing","conversation":"g:t","users":["bob","cem","dan"],"count":7,"on":true,
                         "expiresInMs":5000,"coalescedMs":2000}""", new ServerFrame.Typing("g:t", List.of("bob", "cem", "dan"), true, 5_000, 7L)),
                Arguments.of("""
                        {"type":"typing","conversation":"g:t","users":[],"count":0,"on":false,"coalescedMs":2000}""", new ServerFrame.Typing("g:t", List.of(), false, 0, 0L)),
                Arguments.of(
                        """
                        {"type":"transient","conversation":"g:t","user":"bob","data":{"message":{"id":"m"},"a":[1,{}],"q":"\\"\u00e9"},"at":"Z"}""",
                        new ServerFrame.Transient(
                                "g:t", "bob", "{\"message\":{\"id\":\"m\"},\"a\":[1,{}],\"q\":\"\\\"\u00e9\"}")),
                Arguments.of("""
                        {"type":"throttled","feature":"transient","retryAfterMs":900}""", new ServerFrame.Throttled("transient", 900)));
    }

    @ParameterizedTest
    @MethodSource({"frames", "events", "eventsWithDetails", "receipts", "signals"})
    void readsEveryFrame(String json, ServerFrame expected) throws IOException {
        var bytes = ("##" + json + "##").getBytes(StandardCharsets.UTF_8);

        assertEquals(expected, ServerFrameReader.read(bytes, 2, bytes.length - 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"type\":", "{\"seq\":\"x", "null", "{\"seq\":1e99}"})
    void refusesWhatIsNoFrame(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThrows(IOException.class, () -> ServerFrameReader.read(bytes, 0, bytes.length));
    }

    @Test
    void readsAPageOfEvents() throws IOException {
        var page = """
                {"items":[{"conversation":"g:t","seq":1,"eventId":"a","event":"member.left","data":{}},
                 {"conversation":"g:t","seq":2,"eventId":"b","event":"member.left","data":{}}],"next":null}""";

        var seqs = ServerFrameReader.readPage(page.getBytes(StandardCharsets.UTF_8)).stream()
                .map(ReceivedEvent::seq)
                .toList();

        assertEquals(List.of(1L, 2L), seqs);
    }
}
