package dev.parley.ingress.commands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.edge.api.Problem;
import dev.parley.edge.log.ActionDraft;
import dev.parley.edge.log.ActionLog;
import dev.parley.edge.log.Answer;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.ReadWait;
import dev.parley.ingress.reads.RecentWrites;
import dev.parley.readmodel.read.EventStore;
import dev.parley.schemas.Event;
import dev.parley.schemas.serde.AvroReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Appends actions on conversations. An equal retry leads to the same event, and so to the same answer byte for byte. */
public record ConversationWrites(
        ActionLog log, EventStore events, AvroReader<Event> reader, RecentWrites recent, ReadWait readWait) {
    private static final int HELD = 202;

    /**
     * What happened.
     *
     * @param changed the first event; empty where all was as asked before
     * @param lastSeq seq of the last event, or of the conversation's last where nothing had to change
     * @param record what the conversation says of it, as in {@link Answer.Accepted}
     */
    public record Written(ActionDraft draft, Optional<Event> changed, long lastSeq, byte @Nullable [] record) {
        /** Whether the store has it; all rows of an event are written at once. */
        public boolean isIn(EventStore store) {
            return store.headSeq(draft.tenant(), draft.conversation()) >= lastSeq;
        }

        /** The first event, of a command that always has one. */
        public Event event() {
            return changed.orElseThrow();
        }
    }

    /**
     * @param answer what the client gets where it happened
     * @throws RefusedException it did not happen, or it is not known
     */
    public Reply append(ActionDraft draft, Function<Written, Reply> answer) {
        return switch (begin(draft).join()) {
            case Answer.Accepted accepted -> answer.apply(written(draft, accepted));
            case Answer.Held _ -> held(draft);
            case Answer.Rejected rejected -> throw new RefusedException(Problem.of(rejected));
            case Answer.Unknown unknown -> throw new RefusedException(Problem.of(unknown));
        };
    }

    /** Appends without a wait; the answer is for {@link #written}. */
    CompletableFuture<Answer> begin(ActionDraft draft) {
        return log.append(draft).thenApply(answer -> {
            if (answer instanceof Answer.Accepted accepted) {
                recent.wrote(draft.tenant(), draft.actor(), draft.conversation(), accepted.lastSeq());
            }
            return answer;
        });
    }

    /**
     * What happened. Waits for the store in the rare case that the answer came without its event.
     *
     * @throws RefusedException the store is behind
     */
    public Written written(ActionDraft draft, Answer.Accepted accepted) {
        if (accepted.isUnchanged()) {
            return new Written(draft, Optional.empty(), accepted.lastSeq(), accepted.record());
        }
        var record = accepted.record();
        var bytes = record == null ? stored(draft, accepted.firstSeq()) : record;
        return new Written(draft, Optional.of(reader.read(bytes)), accepted.lastSeq(), bytes);
    }

    private byte[] stored(ActionDraft draft, long seq) {
        return readWait.until(() -> events.after(draft.tenant(), draft.conversation(), seq - 1, 1).stream()
                        .findFirst())
                .map(EventStore.StoredEvent::bytes)
                .orElseThrow(ReadWait::readBehind);
    }

    private static Reply held(ActionDraft draft) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("conversation", draft.conversation())
                .put("held", true);
        return Reply.json(HELD, body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
