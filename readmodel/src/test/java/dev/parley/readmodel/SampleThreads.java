package dev.parley.readmodel;

import dev.parley.schemas.Event;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.MessageKind;
import dev.parley.schemas.ThreadUpdated;
import java.time.Instant;
import java.util.List;

/** Events of threads and of relations. */
public final class SampleThreads {
    private SampleThreads() {}

    /** A reply in the thread of a message. */
    public static Event reply(String conversation, long seq, String parentId) {
        var content = new MessageContent("reply " + seq, null, List.of(), List.of(), null, List.of());
        var id = Samples.messageId(conversation, seq);
        return Samples.event(
                conversation,
                seq,
                content,
                new MessageCreated(id, MessageKind.TEXT, parentId, null, null, null, false));
    }

    /** What a thread of alice's message became by what the actor did right before. */
    public static Event updated(String conversation, long seq, long parentSeq, String actor, long replies, long last) {
        var parentId = Samples.messageId(conversation, parentSeq);
        var body = new ThreadUpdated(parentId, parentSeq, "alice", replies, Instant.ofEpochMilli(at(last)), last);
        return by(actor, Samples.event(conversation, seq, null, body));
    }

    public static Event by(String actor, Event event) {
        return Event.newBuilder(event).setActor(actor).build();
    }

    /** When the event of that seq happened, in milliseconds. */
    public static long at(long seq) {
        return Samples.START.plusSeconds(seq).toEpochMilli();
    }
}
