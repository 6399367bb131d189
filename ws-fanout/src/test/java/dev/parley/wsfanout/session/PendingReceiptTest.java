package dev.parley.wsfanout.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.edge.api.ConversationId;
import dev.parley.edge.command.ReceiptRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PendingReceiptTest {
    private static ReceiptRequest of(@Nullable Long delivered, @Nullable Long read, @Nullable Long unread) {
        return new ReceiptRequest(new ConversationId.Group("x"), delivered, read, unread);
    }

    private static PendingReceipt all(List<ReceiptRequest> requests) {
        var pending = new PendingReceipt(requests.getFirst(), null);
        requests.subList(1, requests.size()).forEach(request -> pending.add(request, null));
        return pending;
    }

    @Test
    void keepsTheHighestOfEach() {
        var pending = all(List.of(of(7L, null, null), of(null, 4L, null), of(6L, 5L, null), of(null, 3L, null)));
        assertEquals(List.of(of(7L, 5L, null)), pending.requests());
        assertEquals(4, pending.count());
    }

    @Test
    void keepsAMarkAsUnreadBetweenTheReadsAroundIt() {
        var pending = all(List.of(of(null, 9L, null), of(null, null, 4L), of(null, 6L, null), of(10L, 5L, null)));
        assertEquals(List.of(of(10L, 9L, null), of(null, null, 4L), of(null, 6L, null)), pending.requests());
    }

    @Test
    void answersThoseThatWantIt() {
        var pending = new PendingReceipt(of(1L, null, null), "a");
        pending.add(of(2L, null, null), null);
        pending.add(of(3L, null, null), "b");
        assertEquals(List.of("a", "b"), pending.refs());
        assertEquals("g:x", pending.conversation());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void leavesTheMarkerWhereAllOfThemWould(long seed) {
        var random = new Random(seed);
        for (var i = 0; i < 1_000; i++) {
            var requests = new ArrayList<ReceiptRequest>();
            for (var j = 0; j <= random.nextInt(6); j++) {
                var seq = random.nextLong(10);
                requests.add(random.nextInt(3) == 0 ? of(null, null, seq) : of(null, seq, null));
            }
            var merged = all(requests).requests();
            assertTrue(merged.size() <= 3);
            for (var before = 0; before < 10; before++) {
                var about = "seed " + seed + " from " + before + ": " + requests;
                assertEquals(markerAfter(before, requests), markerAfter(before, merged), about);
            }
        }
    }

    private static long markerAfter(long before, List<ReceiptRequest> requests) {
        var marker = before;
        for (var request : requests) {
            var read = request.readUpTo();
            var unread = request.unreadAfter();
            marker = read != null ? Math.max(marker, read) : unread != null ? unread : marker;
        }
        return marker;
    }
}
