package dev.parley.wsfanout.signals;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.readmodel.StoreUnavailableException;
import dev.parley.wsfanout.stream.ConversationKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupPacingTest {
    private static final ConversationKey KEY = new ConversationKey("t", "g:x");

    private final ArrayDeque<Runnable> reads = new ArrayDeque<>();
    private final List<String> found = new ArrayList<>();
    private long size = 500;
    private boolean isStoreUp = true;
    private long now;
    private final GroupPacing pacing = new GroupPacing(
            (_, _) -> size(),
            StoreReads.of(reads::add, 1),
            Runnable::run,
            () -> now,
            (key, pacing) -> found.add(key.conversation() + pacing.interval().toSeconds()));

    private long size() {
        if (!isStoreUp) {
            throw new StoreUnavailableException("stopped by the test", new IllegalStateException());
        }
        return size;
    }

    private void read() {
        while (!reads.isEmpty()) {
            reads.remove().run();
        }
    }

    @Test
    void isUnknownUntilTheStoreSaysSo() {
        assertEquals(Pacing.UNKNOWN, pacing.of(KEY));
        assertEquals(Pacing.UNKNOWN, pacing.of(KEY));
        assertEquals(1, reads.size(), "it is asked once");
        size = 5_000;
        read();
        assertEquals(List.of("g:x2"), found);
        assertEquals(Pacing.of(5_000), pacing.of(KEY));
    }

    @Test
    void isAskedForAgainWhenItsTimeIsOver() {
        pacing.of(KEY);
        read();
        now += GroupPacing.TTL.toNanos() - 1;
        pacing.of(KEY);
        assertEquals(0, reads.size());
        now++;
        size = 50;
        assertEquals(Pacing.of(500), pacing.of(KEY), "what is known counts meanwhile");
        read();
        assertEquals(Pacing.of(50), pacing.of(KEY));
    }

    @Test
    void goesOnWithWhatIsKnownWhileTheStoreIsDown() {
        pacing.of(KEY);
        read();
        isStoreUp = false;
        now += GroupPacing.TTL.toNanos();
        pacing.of(KEY);
        read();
        assertEquals(Pacing.of(500), pacing.of(KEY));
        assertEquals(List.of("g:x1"), found);
    }

    @Test
    void knowsTheTwoOfADirectConversation() {
        assertEquals(Pacing.of(2), pacing.of(new ConversationKey("t", "d:ann:bob")));
        assertEquals(0, reads.size());
    }

    @Test
    void forgetsTheGroupsThatWereAskedForLongestAgo() {
        for (var i = 0; i <= GroupPacing.MAX_GROUPS; i++) {
            pacing.of(new ConversationKey("t", "g:" + i));
        }
        read();
        assertEquals(Pacing.of(500), pacing.of(new ConversationKey("t", "g:1")));
        assertEquals(Pacing.UNKNOWN, pacing.of(new ConversationKey("t", "g:0")));
    }
}
