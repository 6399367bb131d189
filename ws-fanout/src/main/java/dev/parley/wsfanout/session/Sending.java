package dev.parley.wsfanout.session;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.edge.api.Codes;
import dev.parley.edge.api.MessageDrafts;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.api.Problem;
import dev.parley.edge.api.SendMessage;
import dev.parley.edge.log.ActionLog;
import dev.parley.edge.log.Answer;
import dev.parley.schemas.Action;
import dev.parley.schemas.Event;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.ReplyAddress;
import dev.parley.schemas.serde.AvroReader;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code message.send}: appends in the order of the frames, and answers when the outcome is known, in whatever order that is. */
final class Sending {
    private final MessageDrafts drafts;
    private final ActionLog log;
    private final AvroReader<Event> reader;
    private final StoredMessageIds stored;
    private final AtomicInteger underWay = new AtomicInteger();

    Sending(MessageDrafts drafts, ActionLog log, AvroReader<Event> reader, StoredMessageIds stored) {
        this.drafts = drafts;
        this.log = log;
        this.reader = reader;
        this.stored = stored;
    }

    /** Messages whose outcome is awaited. */
    int underWay() {
        return underWay.get();
    }

    /**
     * Appends the action, or says why not. Does not block.
     *
     * @return what is left to do, where that may block; null where nothing is
     */
    @Nullable
    Runnable begin(Session session, ClientFrame frame) {
        return switch (SendMessage.parse(frame.body(), false)) {
            case Parsed.Invalid<SendMessage>(var problem) -> {
                reject(session, frame, problem);
                yield null;
            }
            case Parsed.Valid<SendMessage>(var message) -> begin(session, frame, message);
        };
    }

    private @Nullable Runnable begin(Session session, ClientFrame frame, SendMessage message) {
        var clientMsgId = message.clientMsgId();
        if (clientMsgId == null) {
            reject(session, frame, Problem.at("clientMsgId", "field-missing", "clientMsgId is missing."));
            return null;
        }
        var sent = new SentMessage(frame.ref(), clientMsgId);
        if (!log.isQuick() || drafts.mayWait(session.tenant(), message)) {
            return () -> draft(session, frame, message, sent);
        }
        draft(session, frame, message, sent);
        return null;
    }

    private void draft(Session session, ClientFrame frame, SendMessage message, SentMessage sent) {
        switch (drafts.draft(session.caller(), message, sent.clientMsgId())) {
            case Parsed.Invalid<Function<ReplyAddress, Action>>(var problem) -> reject(session, frame, problem);
            case Parsed.Valid<Function<ReplyAddress, Action>>(var draft) -> append(session, draft, sent);
        }
    }

    private void append(Session session, Function<ReplyAddress, Action> draft, SentMessage sent) {
        var conversation = new AtomicReference<>("");
        underWay.incrementAndGet();
        var _ = log.append(replyTo -> {
                    var action = draft.apply(replyTo);
                    conversation.set(action.getConversation());
                    return action;
                })
                .whenComplete((answer, failure) -> {
                    underWay.decrementAndGet();
                    if (failure == null) {
                        answer(session, sent, requireNonNull(conversation.get()), answer);
                    }
                });
    }

    /** On the tail's thread mostly; must not block. */
    private void answer(Session session, SentMessage sent, String conversation, Answer answer) {
        switch (answer) {
            case Answer.Accepted accepted -> accept(session, sent, conversation, accepted);
            case Answer.Rejected rejected ->
                session.send(ServerFrames.rejected(sent.ref(), sent.clientMsgId(), Codes.problemOf(rejected)));
            case Answer.Held _ -> session.send(ServerFrames.held(sent, conversation));
            case Answer.Unknown unknown -> session.send(unknown(sent, unknown));
        }
    }

    private static byte[] unknown(SentMessage sent, Answer.Unknown unknown) {
        // The one case where it is known that nothing was begun.
        return unknown.code().equals("too-busy")
                ? ServerFrames.rejected(sent.ref(), sent.clientMsgId(), Codes.problemOf(unknown))
                : ServerFrames.outcomeUnknown(sent, unknown.retryAfter());
    }

    private void accept(Session session, SentMessage sent, String conversation, Answer.Accepted accepted) {
        var seq = accepted.firstSeq();
        if (accepted.record() != null) {
            var messageId = messageId(reader.read(accepted.record()));
            session.send(ServerFrames.accepted(sent, conversation, seq, messageId));
            return;
        }
        // The answer to a late retry: the event is in the store, or about to be.
        stored.find(
                session.tenant(),
                conversation,
                seq,
                messageId -> session.send(messageId
                        .map(id -> ServerFrames.accepted(sent, conversation, seq, id))
                        .orElseGet(() -> ServerFrames.outcomeUnknown(sent, StoredMessageIds.RETRY_AFTER))));
    }

    static String messageId(Event event) {
        return event.getBody() instanceof MessageCreated message ? message.getMessageId() : "";
    }

    private static void reject(Session session, ClientFrame frame, Problem problem) {
        var clientMsgId = frame.body().get("clientMsgId");
        session.send(ServerFrames.rejected(frame.ref(), textOf(clientMsgId), problem));
    }

    private static @Nullable String textOf(@Nullable JsonNode node) {
        return node == null || !node.isTextual() ? null : node.textValue();
    }
}
