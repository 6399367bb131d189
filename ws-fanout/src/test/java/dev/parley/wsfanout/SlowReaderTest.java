package dev.parley.wsfanout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.parley.schemas.Ephemeral;
import dev.parley.schemas.Event;
import dev.parley.schemas.Presence;
import dev.parley.schemas.PresenceState;
import dev.parley.schemas.Transient;
import dev.parley.schemas.Typing;
import dev.parley.testkit.Eventually;
import dev.parley.wsfanout.socket.OutboxLimits;
import dev.parley.wsfanout.stream.SampleEvents;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fault 15: a client that does not read. */
@Isolated
class SlowReaderTest {
    private static final int BATCH = 50;

    @Test
    void closesItAndDelaysNobodyElse() {
        try (var node = RunningNode.with(OutboxLimits.of(64 * 1024, 8_192));
                var slow = node.resume("ann", "{\"d:ann:bob\":0}");
                var quick = node.resume("bob", "{\"d:ann:bob\":0}")) {
            quick.expect("caught-up");
            var sent = 0L;
            while (node.metric("parley_ws_fanout_slow_closed") == 0) {
                var from = sent + 1;
                sent += BATCH;
                node.log.append(LongStream.rangeClosed(from, sent)
                        .mapToObj(seq -> SampleEvents.message(RunningNode.TENANT, "d:ann:bob", seq))
                        .toArray(Event[]::new));
                assertEquals(BATCH, quick.events("d:ann:bob", BATCH).size());
            }
            assertEquals(1013, slow.closeCode());
            quick.expectNothing();
        }
    }

    /** What may be lost goes first; what was promised comes, in order. */
    @ParameterizedTest
    @ValueSource(strings = {"receipt", "typing", "transient"})
    void losesSignalsAndNoEventWhileItIsBehind(String kind) {
        try (var node = RunningNode.with(OutboxLimits.of(4 << 20, 100_000));
                var slow = node.resume("ann", "{\"d:ann:bob\":0}")) {
            // Before that it is not yet among those who are shown signals.
            slow.expect("caught-up");
            var sent = 0L;
            for (; node.metric("parley_ws_fanout_signals_skipped") == 0; ) {
                var from = sent + 1;
                sent += BATCH;
                node.log.append(LongStream.rangeClosed(from, sent)
                        .mapToObj(seq -> SampleEvents.message(RunningNode.TENANT, "d:ann:bob", seq))
                        .toArray(Event[]::new));
                var before = signals(node);
                show(node, kind, sent);
                Eventually.isTrue("the signal is sent or skipped", () -> signals(node) > before);
            }
            var signals = 0;
            for (var seq = 0L; seq < sent; ) {
                var frame = slow.nextText();
                switch (frame.path("type").textValue()) {
                    case "event" -> assertEquals(++seq, frame.path("seq").longValue());
                    case String type when type.equals(kind) -> signals++;
                    case String type -> fail("a frame of type " + type);
                }
            }
            assertEquals(node.metric("parley_ws_fanout_signals"), signals);
            assertEquals(0, node.metric("parley_ws_fanout_slow_closed"));
            show(node, kind, sent + 1);
            slow.expect(kind);
        }
    }

    /** The last state is shown once it reads again, so that none stays wrong. */
    @Test
    void isShownPresenceLateRatherThanNever() {
        try (var node = RunningNode.with(OutboxLimits.of(4 << 20, 100_000));
                var slow = node.resume("ann", "{\"d:ann:bob\":0}")) {
            slow.expect("caught-up");
            slow.send("{\"type\":\"presence.watch\",\"users\":[\"bob\"]}");
            slow.expect("presence");
            var sent = 0L;
            for (; node.metric("parley_ws_fanout_signals_skipped") == 0; ) {
                var from = sent + 1;
                sent += BATCH;
                node.log.append(LongStream.rangeClosed(from, sent)
                        .mapToObj(seq -> SampleEvents.message(RunningNode.TENANT, "d:ann:bob", seq))
                        .toArray(Event[]::new));
                var before = signals(node);
                node.signals.show(bob(sent, sent / BATCH % 2 == 0 ? PresenceState.AWAY : PresenceState.BUSY));
                node.signals.advance(Duration.ofSeconds(2));
                Eventually.isTrue("the signal is sent or skipped", () -> signals(node) > before);
            }
            node.signals.show(bob(sent + 1, PresenceState.OFFLINE));
            var last = "";
            for (var seq = 0L; seq < sent; ) {
                var frame = slow.nextText();
                switch (frame.path("type").textValue()) {
                    case "event" -> assertEquals(++seq, frame.path("seq").longValue());
                    case "presence" -> last = frame.at("/items/0/state").textValue();
                    case String type -> fail("a frame of type " + type);
                }
            }
            while (!last.equals("offline")) {
                node.signals.advance(Duration.ofSeconds(2));
                slow.send("{\"type\":\"ping\"}");
                for (var frame = slow.nextText();
                        !frame.path("type").textValue().equals("pong");
                        frame = slow.nextText()) {
                    last = frame.at("/items/0/state").textValue();
                }
            }
            assertEquals(0, node.metric("parley_ws_fanout_slow_closed"));
        }
    }

    private static Presence bob(long version, PresenceState state) {
        return Presence.newBuilder()
                .setTenant(RunningNode.TENANT)
                .setUser("bob")
                .setState(state)
                .setVersion(version)
                .setUpdatedAt(InMemorySignals.AT)
                .build();
    }

    private static void show(RunningNode node, String kind, long number) {
        switch (kind) {
            case "receipt" ->
                node.signals.show(InMemorySignals.read(RunningNode.TENANT, "d:ann:bob", "bob", number)
                        .build());
            case "typing" -> show(node, new Typing(true));
            default -> show(node, new Transient("{}"));
        }
    }

    private static void show(RunningNode node, Object body) {
        node.signals.ephemeral.show(new Ephemeral(RunningNode.TENANT, "d:ann:bob", "bob", body), InMemoryEphemeral.AT);
    }

    private static double signals(RunningNode node) {
        return node.metric("parley_ws_fanout_signals") + node.metric("parley_ws_fanout_signals_skipped");
    }

    @Test
    void endsOneThatReadsAByteNowAndThen() {
        try (var node = RunningNode.with(OutboxLimits.of(64 * 1024, 8_192));
                var slow = node.resume("ann", "{\"d:ann:bob\":0}")) {
            var sent = 0L;
            while (node.metric("parley_ws_fanout_slow_closed") == 0) {
                node.log.append(SampleEvents.message(RunningNode.TENANT, "d:ann:bob", ++sent));
                slow.skipByte();
            }
            Eventually.isTrue("it is broken off, though it never reads as far as the close frame", () -> {
                slow.skipByte();
                return node.metric("parley_ws_fanout_sockets") == 0;
            });
        }
    }

    @Test
    void sendsABacklogNoFasterThanItIsRead() {
        try (var node = RunningNode.with(OutboxLimits.of(64 * 1024, 8_192))) {
            node.log.append(LongStream.rangeClosed(1, 40_000)
                    .mapToObj(seq -> SampleEvents.message(RunningNode.TENANT, "d:ann:bob", seq))
                    .toArray(Event[]::new));
            try (var ann = node.resume("ann", "{\"d:ann:bob\":0}")) {
                assertEquals(40_000, ann.events("d:ann:bob", 40_000).size());
                ann.expect("caught-up");
            }
            assertEquals(0, node.metric("parley_ws_fanout_slow_closed"));
        }
    }
}
