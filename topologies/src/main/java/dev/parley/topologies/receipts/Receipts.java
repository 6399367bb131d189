package dev.parley.topologies.receipts;

import dev.parley.schemas.Receipt;
import dev.parley.topologies.fold.RecordKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a marker is told. */
final class Receipts {
    private Receipts() {}

    /** @param key of the record */
    static Receipt of(byte[] key, Marker marker) {
        var member = RecordKey.of(key);
        var state = marker.state();
        return Receipt.newBuilder()
                .setTenant(member.tenant())
                .setConversation(member.conversation())
                .setUser(member.user())
                .setIsMember(marker.isMember())
                .setMemberSince(state.getMemberSince())
                .setDeliveredUpTo(state.getDeliveredUpTo())
                .setDeliveredAt(instant(state.getDeliveredAt()))
                .setReadUpTo(state.getReadUpTo())
                .setReadAt(instant(state.getReadAt()))
                .setMarkedUnread(state.getMarkedUnread())
                .setUnreadSeq(state.getUnreadSeq())
                .setVersion(marker.version())
                .setUpdatedAt(Instant.ofEpochMilli(state.getUpdatedAt()))
                .build();
    }

    private static @Nullable Instant instant(long milliseconds) {
        return milliseconds == 0 ? null : Instant.ofEpochMilli(milliseconds);
    }
}
