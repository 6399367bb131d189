package dev.parley.wsfanout.stream;

import dev.parley.schemas.topics.Keys;
import org.apache.kafka.common.utils.Utils;

/** Which partition a conversation lives in: fixed for ever, as the edge that appends its actions reckons it. */
record LogPartitions(int count) {
    int of(ConversationKey key) {
        return Utils.toPositive(Utils.murmur2(Keys.of(key.tenant(), key.conversation()))) % count;
    }
}
