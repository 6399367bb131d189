package dev.parley.readmodel.sql;

import dev.parley.readmodel.read.EventStore.StoredEvent;
import dev.parley.readmodel.read.RevisionStore;
import java.util.List;

/** {@link RevisionStore} over the tables message_changes and events. */
record SqlRevisionStore(SqlReader reader) implements RevisionStore {
    /** Each half reads a range of its primary key, and no more rows than the limit. */
    private static final String REVISIONS = """
            (SELECT e.seq, e.bytes FROM message_changes c
             JOIN events e ON e.tenant = c.tenant AND e.conversation = c.conversation AND e.seq = c.seq
             WHERE c.tenant = ? AND c.conversation = ? AND c.message_seq = ? AND c.seq < ?
             ORDER BY c.seq DESC LIMIT ?)
            UNION ALL
            (SELECT seq, bytes FROM events WHERE tenant = ? AND conversation = ? AND seq = ? AND seq < ?)
            ORDER BY seq DESC LIMIT ?""";

    @Override
    public List<StoredEvent> of(String tenant, String conversation, long messageSeq, long beforeSeq, int limit) {
        return reader.list(
                REVISIONS,
                row -> new StoredEvent(row.getLong(1), row.getBytes(2)),
                tenant,
                conversation,
                messageSeq,
                beforeSeq,
                limit,
                tenant,
                conversation,
                messageSeq,
                beforeSeq,
                limit);
    }
}
