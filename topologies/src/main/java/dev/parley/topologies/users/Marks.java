package dev.parley.topologies.users;

import dev.parley.schemas.MessageMark;
import dev.parley.schemas.UserAction;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.machine.Decided;
import dev.parley.topologies.machine.Output;
import dev.parley.topologies.state.Mark;
import dev.parley.topologies.state.MarkCount;
import dev.parley.topologies.state.MarkV1;
import dev.parley.topologies.store.KeyValues;
import dev.parley.topologies.store.StateCodec;
import java.time.Instant;
import java.util.Objects;

/**
 * What users set on messages for themselves alone (keys {@code K}), and how many (keys {@code N}). One version counts all marks of
 * a user, so that it also orders marks whose entry was removed in between. One thread.
 */
final class Marks {
    private static final byte MARK = 'K';
    private static final byte COUNT = 'N';
    private static final String SINK = Output.sinkOf(Topics.MESSAGE_MARKS);

    private final AvroWriter<MessageMark> writer;
    private final StateCodec<Mark> marks =
            StateCodec.after(new StateCodec<>(MarkV1.getClassSchema()), Mark.getClassSchema(), Marks::converted);
    private final StateCodec<MarkCount> counts = new StateCodec<>(MarkCount.getClassSchema());

    Marks(AvroWriter<MessageMark> writer) {
        this.writer = writer;
    }

    /** The numbers of the answer are the version: of this mark, or where nothing changes the last one that may have set it. */
    Decided decide(UserAction action, MarkRequest request, long now, KeyValues draft) {
        var countKey = UserState.key(COUNT, action, "");
        var markKey = UserState.key(MARK, action, request.messageId());
        var count = Objects.requireNonNullElseGet(counts.read(draft.get(countKey)), MarkCount::new);
        var before = marks.read(draft.get(markKey));
        return switch (MarkChange.of(request, before, count, now)) {
            case MarkChange.Refused(var error) -> new Decided.Refused(error);
            case MarkChange.Same _ -> UserState.unchanged(before == null ? count.getVersion() : before.getVersion());
            case MarkChange.Changed(var mark, var counted) -> {
                draft.put(countKey, counts.write(counted));
                if (saysNothing(mark)) {
                    draft.delete(markKey);
                } else {
                    draft.put(markKey, marks.write(mark));
                }
                yield UserState.changed(mark.getVersion(), output(action, request, mark, now));
            }
        };
    }

    private static boolean saysNothing(Mark mark) {
        return mark.getSavedAt() == null
                && !mark.getHidden()
                && mark.getSubscribed() == null
                && mark.getThreadReadUpTo() == 0;
    }

    private static Mark converted(MarkV1 before) {
        return new Mark(
                before.getSavedAt(),
                before.getSavedVersion(),
                before.getHidden(),
                before.getSubscribed(),
                before.getVersion(),
                0L);
    }

    private Output output(UserAction action, MarkRequest request, Mark mark, long now) {
        var record = MessageMark.newBuilder()
                .setTenant(action.getTenant())
                .setUser(action.getUser())
                .setConversation(request.conversation())
                .setMessageId(request.messageId())
                .setMessageSeq(request.messageSeq())
                .setSavedAt(UserState.instant(mark.getSavedAt()))
                .setSavedVersion(mark.getSavedVersion())
                .setHidden(mark.getHidden())
                .setSubscribed(mark.getSubscribed())
                .setThreadReadUpTo(mark.getThreadReadUpTo())
                .setVersion(mark.getVersion())
                .setUpdatedAt(Instant.ofEpochMilli(now))
                .build();
        var key = Keys.of(action.getTenant(), action.getUser(), request.messageId());
        return new Output(SINK, key, Output.SAME, writer.write(record));
    }
}
