package dev.parley.ingress.writes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.edge.api.Codes;
import dev.parley.edge.log.ActionLog;
import dev.parley.edge.log.Answer;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.Patience;
import dev.parley.readmodel.read.EventStore;
import dev.parley.schemas.Action;
import dev.parley.schemas.Event;
import dev.parley.schemas.ReplyAddress;
import dev.parley.schemas.serde.AvroReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Appends actions on conversations. An equal retry leads to the same event, and so to the same answer byte for byte. */
public record ConversationWrites(ActionLog log, EventStore events, AvroReader<Event> reader, Patience patience) {
    private static final int HELD = 202;

    /** What happened: the first event, and the seq of the last where there were several. */
    public record Written(Event event, long lastSeq) {}

    /**
     * @param answer what the client is to hear where it happened
     * @throws RefusedException it did not happen, or it is not known
     */
    public Reply append(Function<ReplyAddress, Action> draft, Function<Written, Reply> answer) {
        var sent = new CompletableFuture<Action>();
        var pending = log.append(replyTo -> {
            var action = draft.apply(replyTo);
            sent.complete(action);
            return action;
        });
        return switch (pending.join()) {
            case Answer.Accepted accepted -> answer.apply(written(sent.join(), accepted));
            case Answer.Held _ -> held(sent.join());
            case Answer.Rejected rejected -> throw new RefusedException(Codes.problemOf(rejected));
            case Answer.Unknown unknown -> throw new RefusedException(Codes.problemOf(unknown));
        };
    }

    private Written written(Action action, Answer.Accepted accepted) {
        var record = accepted.record();
        var bytes = record == null ? stored(action, accepted.firstSeq()) : record;
        return new Written(reader.read(bytes), accepted.lastSeq());
    }

    private byte[] stored(Action action, long seq) {
        return patience.until(() -> events.after(action.getTenant(), action.getConversation(), seq - 1, 1).stream()
                        .findFirst())
                .map(EventStore.StoredEvent::bytes)
                .orElseThrow(Patience::readBehind);
    }

    private static Reply held(Action action) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("conversation", action.getConversation())
                .put("held", true);
        return Reply.json(HELD, body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
