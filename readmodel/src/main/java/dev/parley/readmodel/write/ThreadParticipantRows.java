package dev.parley.readmodel.write;

import static dev.parley.readmodel.write.Column.number;
import static dev.parley.readmodel.write.Column.text;

import dev.parley.readmodel.write.LogRecord.EventRecord;
import dev.parley.readmodel.write.ThreadParticipantRows.ThreadParticipant;
import dev.parley.schemas.Event;
import dev.parley.schemas.ThreadUpdated;
import java.util.ArrayList;
import java.util.List;

/** Who took part in a thread: the author of its first message, and everyone who replied. */
final class ThreadParticipantRows implements Projection<ThreadParticipant> {
    /** The primary key; {@code parentSeq} is the seq of the thread's first message. */
    record Key(String tenant, String user, String conversation, long parentSeq) {}

    /**
     * A participant.
     *
     * @param lastReplyAt time of the user's own last reply in milliseconds; 0 = none
     * @param lastReplySeq seq of that reply; the guard
     */
    record ThreadParticipant(Key key, long lastReplyAt, long lastReplySeq) {}

    private static final Table<ThreadParticipant> TABLE = Table.<ThreadParticipant>named("thread_participants")
            .key(
                    text("tenant", row -> row.key().tenant()),
                    text("user_id", row -> row.key().user()),
                    text("conversation", row -> row.key().conversation()),
                    number("parent_seq", row -> row.key().parentSeq()))
            .guarded(
                    number("last_reply_seq", ThreadParticipant::lastReplySeq),
                    number("last_reply_at", ThreadParticipant::lastReplyAt));

    @Override
    public Table<ThreadParticipant> table() {
        return TABLE;
    }

    @Override
    public List<ThreadParticipant> rows(LogRecord record) {
        return record instanceof EventRecord row && row.event().getBody() instanceof ThreadUpdated thread
                ? rows(row.event(), thread)
                : List.of();
    }

    private static List<ThreadParticipant> rows(Event event, ThreadUpdated thread) {
        var rows = new ArrayList<ThreadParticipant>(2);
        rows.add(new ThreadParticipant(key(event, thread, thread.getAuthor()), 0, 0));
        // Right behind a reply, the actor is who replied; behind a deletion it is who deleted.
        if (thread.getLastReplySeq() == event.getSeq() - 1 && event.getActor() != null) {
            var at = thread.getLastReplyAt().toEpochMilli();
            rows.add(new ThreadParticipant(key(event, thread, event.getActor()), at, thread.getLastReplySeq()));
        }
        return rows;
    }

    private static Key key(Event event, ThreadUpdated thread, String user) {
        return new Key(event.getTenant(), user, event.getConversation(), thread.getMessageSeq());
    }

    @Override
    public Object key(ThreadParticipant row) {
        return row.key();
    }

    @Override
    public ThreadParticipant merge(ThreadParticipant known, ThreadParticipant other) {
        return other.lastReplySeq() > known.lastReplySeq() ? other : known;
    }
}
