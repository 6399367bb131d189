package dev.parley.edge.log;

import dev.parley.schemas.ReplyAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Where this node waits for outcomes: a key of its own in one partition of {@code outcomes}. */
public final class OutcomeAddress {
    private static final AtomicInteger NEXT = new AtomicInteger(new SecureRandom().nextInt());

    private final String node;
    private final byte[] key;
    private final int partition;

    /** Nodes spread over the partitions there are, and those of one process never share one while there are enough. */
    public OutcomeAddress(String node, int partitions) {
        this(node, partitions, NEXT.getAndIncrement());
    }

    OutcomeAddress(String node, int partitions, int number) {
        this.node = node;
        this.key = node.getBytes(StandardCharsets.UTF_8);
        this.partition = Math.floorMod(number, partitions);
    }

    public int partition() {
        return partition;
    }

    ReplyAddress replyTo(long correlation) {
        return new ReplyAddress(node, partition, correlation);
    }

    boolean isKey(byte @Nullable [] recordKey) {
        return Arrays.equals(key, recordKey);
    }
}
