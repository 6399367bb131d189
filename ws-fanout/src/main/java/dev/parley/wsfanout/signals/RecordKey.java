package dev.parley.wsfanout.signals;

import dev.parley.schemas.serde.UnreadableRecordException;
import dev.parley.wsfanout.stream.LiveKeys;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The key of a record, {@code tenant/second} or {@code tenant/second/third}, read where it stands: nothing is allocated. For one thread. */
final class RecordKey {
    private final LiveKeys.Probe live;
    private byte[] key = new byte[0];
    private int tenantEnd;
    private int secondEnd;

    RecordKey(LiveKeys.Probe live) {
        this.live = live;
    }

    /** @throws UnreadableRecordException the key does not have three parts */
    void readThree(byte @Nullable [] bytes) {
        if (!read(bytes)) {
            throw new UnreadableRecordException("The key does not have three parts.");
        }
    }

    /**
     * A key {@code tenant/second}; the second part may hold further slashes.
     *
     * @throws UnreadableRecordException the key does not have two parts
     */
    void readTwo(byte @Nullable [] bytes) {
        tenantEnd = -1;
        if (bytes != null) {
            key = bytes;
            tenantEnd = find('/', 0);
            secondEnd = bytes.length;
        }
        if (tenantEnd < 0) {
            throw new UnreadableRecordException("The key does not have two parts.");
        }
    }

    /** False where the key does not have three parts. */
    boolean read(byte @Nullable [] bytes) {
        if (bytes == null) {
            return false;
        }
        key = bytes;
        tenantEnd = find('/', 0);
        secondEnd = tenantEnd < 0 ? -1 : find('/', tenantEnd + 1);
        return secondEnd >= 0;
    }

    /** Whether the user of {@code tenant/user/…} is here. */
    boolean isUserSecondHere() {
        return live.isLive(key, tenantEnd, tenantEnd + 1, secondEnd);
    }

    /** Whether the user of {@code tenant/conversation/user} is here. */
    boolean isUserThirdHere() {
        return live.isLive(key, tenantEnd, secondEnd + 1, key.length);
    }

    /** Whether members of the conversation of {@code tenant/conversation} may be here. */
    boolean areMembersHere() {
        var from = tenantEnd + 1;
        if (!isDirect()) {
            return live.isLive(key, tenantEnd, from, secondEnd);
        }
        var between = find(':', from + 2);
        return between > 0
                && between < secondEnd
                && (live.isLive(key, tenantEnd, from + 2, between)
                        || live.isLive(key, tenantEnd, between + 1, secondEnd));
    }

    private boolean isDirect() {
        var from = tenantEnd + 1;
        return secondEnd - from > 2 && key[from] == 'd' && key[from + 1] == ':';
    }

    /** Whether other members of the conversation of {@code tenant/conversation/user} may be here. */
    boolean areOthersHere() {
        var from = tenantEnd + 1;
        if (!isDirect()) {
            return live.isLive(key, tenantEnd, from, secondEnd);
        }
        var between = find(':', from + 2);
        if (between < 0 || between > secondEnd) {
            return false;
        }
        var isFirst = Arrays.equals(key, from + 2, between, key, secondEnd + 1, key.length);
        return isFirst
                ? live.isLive(key, tenantEnd, between + 1, secondEnd)
                : live.isLive(key, tenantEnd, from + 2, between);
    }

    private int find(char wanted, int from) {
        for (var i = from; i < key.length; i++) {
            if (key[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
