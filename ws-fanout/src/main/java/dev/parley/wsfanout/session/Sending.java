package dev.parley.wsfanout.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Ids;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.api.Problem;
import dev.parley.edge.command.Blocking;
import dev.parley.edge.command.Command;
import dev.parley.edge.command.CommandDrafts;
import dev.parley.edge.command.CommandRequest;
import dev.parley.edge.command.Commands;
import dev.parley.edge.command.Drafted;
import dev.parley.edge.events.AboutMessage;
import dev.parley.edge.log.ActionDraft;
import dev.parley.edge.log.ActionLog;
import dev.parley.edge.log.Answer;
import dev.parley.schemas.Event;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.ScheduleMessage;
import dev.parley.schemas.ScheduledMessage;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.schemas.serde.AvroReader;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Commands: appended in the order of the frames, and answered when the outcome is known, in whatever order that is. */
final class Sending {
    /** Every command that is a type of frame. */
    private static final Map<String, Command> COMMANDS =
            Commands.FRAMES.stream().collect(Collectors.toUnmodifiableMap(Command::name, Function.identity()));

    private final CommandDrafts drafts;
    private final ActionLog log;
    private final AvroReader<Event> reader;
    private final AvroReader<ScheduledMessage> scheduled;
    private final StoredMessageIds stored;
    private final Listener listener;
    private final AtomicInteger inFlight = new AtomicInteger();

    /** Hears of messages that were accepted. */
    interface Listener {
        /** Must not block. */
        void said(Session session, String conversation);
    }

    Sending(
            CommandDrafts drafts,
            ActionLog log,
            AvroReader<Event> reader,
            AvroReader<ScheduledMessage> scheduled,
            StoredMessageIds stored,
            Listener listener) {
        this.drafts = drafts;
        this.log = log;
        this.reader = reader;
        this.scheduled = scheduled;
        this.stored = stored;
        this.listener = listener;
    }

    /** The command that a type of frame stands for; null where it is none. */
    static @Nullable Command commandOf(String type) {
        return COMMANDS.get(type);
    }

    /** Commands whose outcome is awaited. */
    int underWay() {
        return inFlight.get();
    }

    /**
     * Appends the action, or says why not. Does not block.
     *
     * @return what is left to do, where that may block; null where nothing is
     */
    @Nullable
    Runnable begin(Session session, ClientFrame frame, Command command) {
        var fields = new Fields(frame.body());
        var clientMsgId = fields.text("clientMsgId", Ids::isActionId, Ids.ACTION_ID_FORM);
        if (clientMsgId == null) {
            fields.fault("clientMsgId", ErrorCode.FIELD_MISSING, "clientMsgId is required.");
        }
        return switch (command.parse(fields)) {
            case Parsed.Invalid<? extends CommandRequest>(var problem) -> {
                reject(session, frame, problem);
                yield null;
            }
            case Parsed.Valid<? extends CommandRequest>(var request) ->
                begin(session, request, new SentMessage(frame.ref(), clientMsgId == null ? "" : clientMsgId));
        };
    }

    private @Nullable Runnable begin(Session session, CommandRequest request, SentMessage sent) {
        return log.wouldNotBlock()
                ? draft(session, request, sent, Blocking.NO)
                : () -> draft(session, request, sent, Blocking.YES);
    }

    private @Nullable Runnable draft(Session session, CommandRequest request, SentMessage sent, Blocking blocking) {
        return switch (drafts.draft(session.caller(), sent.clientMsgId(), request, blocking)) {
            case Drafted.Ready(var draft) -> {
                append(session, draft, sent);
                yield null;
            }
            case Drafted.RefusedAtEdge(var problem) -> {
                session.send(ServerFrames.rejected(sent.ref(), sent.clientMsgId(), problem));
                yield null;
            }
            case Drafted.WouldBlock _ -> () -> draft(session, request, sent, Blocking.YES);
        };
    }

    private void append(Session session, ActionDraft draft, SentMessage sent) {
        inFlight.incrementAndGet();
        var _ = log.append(draft).whenComplete((answer, failure) -> {
            inFlight.decrementAndGet();
            if (failure == null) {
                answer(session, sent, draft, answer);
            }
        });
    }

    /** On the tail's thread mostly; must not block. */
    private void answer(Session session, SentMessage sent, ActionDraft draft, Answer answer) {
        switch (answer) {
            case Answer.Accepted accepted -> accept(session, sent, draft, accepted);
            case Answer.Rejected rejected ->
                session.send(ServerFrames.rejected(sent.ref(), sent.clientMsgId(), Problem.of(rejected)));
            case Answer.Held _ -> session.send(ServerFrames.held(sent, draft.conversation()));
            case Answer.Unknown unknown -> session.send(unknown(sent, unknown));
        }
    }

    private static byte[] unknown(SentMessage sent, Answer.Unknown unknown) {
        // Only here is it certain that nothing was appended.
        return unknown.code() == ErrorCode.TOO_BUSY
                ? ServerFrames.rejected(sent.ref(), sent.clientMsgId(), Problem.of(unknown))
                : ServerFrames.outcomeUnknown(sent, unknown.retryAfter());
    }

    private void accept(Session session, SentMessage sent, ActionDraft draft, Answer.Accepted accepted) {
        var conversation = draft.conversation();
        if (draft.body() instanceof PostMessage) {
            listener.said(session, conversation);
        }
        if (draft.body() instanceof ScheduleMessage && accepted.record() != null) {
            var record = accepted.record();
            // The first record has to ask the registry for its schema, which may block.
            var _ = Thread.startVirtualThread(() -> session.send(ServerFrames.scheduled(sent, scheduled.read(record))));
            return;
        }
        if (accepted.isUnchanged()) {
            var messageId = AboutMessage.idIn(draft.body()).orElse("");
            session.send(ServerFrames.accepted(sent, conversation, accepted.lastSeq(), messageId));
            return;
        }
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
        return AboutMessage.idOf(event).orElse("");
    }

    private static void reject(Session session, ClientFrame frame, Problem problem) {
        var clientMsgId = frame.body().get("clientMsgId");
        session.send(ServerFrames.rejected(frame.ref(), textOf(clientMsgId), problem));
    }

    private static @Nullable String textOf(@Nullable JsonNode node) {
        return node == null || !node.isTextual() ? null : node.textValue();
    }
}
