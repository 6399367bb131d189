package dev.parley.topologies.users;

import dev.parley.schemas.MessageMark;
import dev.parley.schemas.UserAction;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Keys;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.machine.Decided;
import dev.parley.topologies.machine.Decided.Happened;
import dev.parley.topologies.machine.Decided.Numbers;
import dev.parley.topologies.machine.Output;
import dev.parley.topologies.state.Mark;
import dev.parley.topologies.state.MarkCount;
import dev.parley.topologies.store.KeyValues;
import dev.parley.topologies.store.StateCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What users set on messages for themselves alone (keys {@code K}), and how many (keys {@code N}). One version counts all marks of
 * a user, so that it also orders marks whose entry was removed in between. One thread.
 */
final class Marks {
    private static final byte MARK = 'K';
    private static final byte COUNT = 'N';
    private static final String SINK = Output.sinkOf(Topics.MESSAGE_MARKS);

    private final AvroWriter<MessageMark> writer;
    private final StateCodec<Mark> marks = new StateCodec<>(Mark.getClassSchema());
    private final StateCodec<MarkCount> counts = new StateCodec<>(MarkCount.getClassSchema());

    Marks(AvroWriter<MessageMark> writer) {
        this.writer = writer;
    }

    /** The numbers of the answer are the version: of this mark, or where nothing changes the last one that may have set it. */
    Decided decide(UserAction action, MarkRequest request, long now, KeyValues draft) {
        var countKey = key(COUNT, action, "");
        var markKey = key(MARK, action, request.messageId());
        var count = Objects.requireNonNullElseGet(counts.read(draft.get(countKey)), MarkCount::new);
        var before = marks.read(draft.get(markKey));
        return switch (MarkChange.of(request.kind(), before, count, now)) {
            case MarkChange.Refused(var error) -> new Decided.Refused(error);
            case MarkChange.Same _ -> unchanged(before == null ? count.getVersion() : before.getVersion());
            case MarkChange.Changed(var mark, var counted) -> {
                draft.put(countKey, counts.write(counted));
                if (saysNothing(mark)) {
                    draft.delete(markKey);
                } else {
                    draft.put(markKey, marks.write(mark));
                }
                var numbers = new Numbers(mark.getVersion(), mark.getVersion(), 0);
                yield new Happened(List.of(output(action, request, mark, now)), numbers, null, false, List.of());
            }
        };
    }

    private static Happened unchanged(long version) {
        return new Happened(List.of(), new Numbers(version + 1, version, 0), null, false, List.of());
    }

    private static boolean saysNothing(Mark mark) {
        return mark.getSavedAt() == null && !mark.getHidden() && mark.getSubscribed() == null;
    }

    private Output output(UserAction action, MarkRequest request, Mark mark, long now) {
        var record = MessageMark.newBuilder()
                .setTenant(action.getTenant())
                .setUser(action.getUser())
                .setConversation(request.conversation())
                .setMessageId(request.messageId())
                .setMessageSeq(request.messageSeq())
                .setSavedAt(instant(mark.getSavedAt()))
                .setSavedVersion(mark.getSavedVersion())
                .setHidden(mark.getHidden())
                .setSubscribed(mark.getSubscribed())
                .setVersion(mark.getVersion())
                .setUpdatedAt(Instant.ofEpochMilli(now))
                .build();
        var key = Keys.of(action.getTenant(), action.getUser(), request.messageId());
        return new Output(SINK, key, Output.SAME, writer.write(record));
    }

    private static @Nullable Instant instant(@Nullable Long milliseconds) {
        return milliseconds == null ? null : Instant.ofEpochMilli(milliseconds);
    }

    /** Ids contain no zero byte, so no two keys run into each other. */
    private static byte[] key(byte kind, UserAction action, String message) {
        var user = Keys.of(action.getTenant(), action.getUser());
        var about = message.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 + user.length + about.length)
                .put(kind)
                .put(user)
                .put((byte) 0)
                .put(about)
                .array();
    }
}
