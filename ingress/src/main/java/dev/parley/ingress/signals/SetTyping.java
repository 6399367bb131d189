package dev.parley.ingress.signals;

import dev.parley.edge.api.ConversationId;
import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Problem;
import dev.parley.edge.command.TypingRequest;
import dev.parley.edge.identity.Caller;
import dev.parley.edge.log.SignalLog;
import dev.parley.edge.restrictions.RestrictionTable;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.ConversationAccess;
import dev.parley.ingress.reads.ReadWait;
import dev.parley.ingress.reads.Visibility;
import dev.parley.schemas.Ephemeral;
import dev.parley.schemas.errors.ErrorCode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/**
 * {@code POST /v1/conversations/{conversation}/typing}: 204 once the log has it. To send it again does no harm, so it takes no
 * idempotency key. It does not wait for a store that is behind: by then the user has typed on.
 */
public record SetTyping(
        SignalLog<Ephemeral> log, ConversationAccess access, RestrictionTable restrictions, InstantSource clock)
        implements Endpoint {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    @Override
    public Reply answer(Call call) {
        var request = RefusedException.valid(TypingRequest.parse(Fields.strict(call.fields())));
        if (!log.hasRoom()) {
            throw refused(
                    ErrorCode.TOO_BUSY, "Server busy: too many signals in flight. This one was not sent; retry later.");
        }
        requirePresent(call.caller(), request.conversation());
        if (request.isOn()
                && restrictions.isMuted(call.tenant(), request.conversation().value(), call.actor(), clock.instant())) {
            throw new RefusedException(ErrorCode.MUTED);
        }
        if (!log.append(request.signal(call.tenant(), call.actor())).join()) {
            throw refused(
                    ErrorCode.LOG_UNAVAILABLE, "The log did not accept the signal. Send it again: this does no harm.");
        }
        return Reply.empty(204);
    }

    @Override
    public Set<ErrorCode> problems() {
        return Endpoint.union(ConversationAccess.PROBLEMS, ErrorCode.MUTED, ErrorCode.LOG_UNAVAILABLE);
    }

    private void requirePresent(Caller caller, ConversationId conversation) {
        var seen = access.look(caller, conversation);
        if (seen instanceof Visibility.Allowed allowed && allowed.isOpen()) {
            return;
        }
        if (access.isBehind(caller, conversation)) {
            throw ReadWait.readBehind();
        }
        throw new RefusedException(
                seen instanceof Visibility.Hidden ? ErrorCode.CONVERSATION_NOT_FOUND : ErrorCode.NOT_A_MEMBER);
    }

    private static RefusedException refused(ErrorCode error, String detail) {
        return new RefusedException(Problem.of(error, detail).retryAfter(RETRY_AFTER));
    }
}
