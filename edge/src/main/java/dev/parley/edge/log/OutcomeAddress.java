package dev.parley.edge.log;

import dev.parley.schemas.ReplyAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where this node waits for outcomes: a key of its own in one partition of {@code outcomes}. */
public final class OutcomeAddress {
    private final String node;
    private final byte[] key;
    private final int partition;

    /** The node's partition follows from its name, so that nodes spread over what there is. */
    public OutcomeAddress(String node, int partitions) {
        this.node = node;
        this.key = node.getBytes(StandardCharsets.UTF_8);
        this.partition = Partitioning.of(key, partitions);
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
