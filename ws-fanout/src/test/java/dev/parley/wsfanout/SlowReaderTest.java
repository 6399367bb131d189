package dev.parley.wsfanout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.schemas.Event;
import dev.parley.testkit.Eventually;
import dev.parley.wsfanout.socket.OutboxLimits;
import dev.parley.wsfanout.stream.SampleEvents;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

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
