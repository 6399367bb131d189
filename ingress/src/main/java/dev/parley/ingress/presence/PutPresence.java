package dev.parley.ingress.presence;

import dev.parley.edge.api.Fields;
import dev.parley.edge.api.JsonText;
import dev.parley.edge.api.Problem;
import dev.parley.edge.log.LeaseDraft;
import dev.parley.edge.log.SignalLog;
import dev.parley.edge.presence.PresenceRequest;
import dev.parley.edge.presence.PresenceTable;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.schemas.errors.ErrorCode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/**
 * {@code PUT /v1/me/presence}: what the caller wants to be shown as on all devices. 200 with what the caller's own devices are shown once
 * it counts. To send it again does no harm, so it takes no idempotency key.
 */
public record PutPresence(SignalLog<LeaseDraft> log, PresenceTable table, InstantSource clock) implements Endpoint {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    @Override
    public Reply answer(Call call) {
        var request = RefusedException.valid(PresenceRequest.parse(Fields.strict(call.json()), clock.instant()));
        if (!log.hasRoom()) {
            throw refused(
                    ErrorCode.TOO_BUSY, "Server busy: too many signals in flight. This one was not sent; retry later.");
        }
        if (!log.append(request.draft(call.tenant(), call.actor())).join()) {
            throw refused(
                    ErrorCode.LOG_UNAVAILABLE,
                    "The log did not accept the presence. Send it again: this does no harm.");
        }
        var shown = request.after(table.find(call.tenant(), call.actor()));
        return Reply.json(200, JsonText.object(json -> shown.writeTo(json, call.actor())));
    }

    @Override
    public Set<ErrorCode> problems() {
        return Set.of(ErrorCode.FIELD_MISSING, ErrorCode.UNTIL_PASSED, ErrorCode.LOG_UNAVAILABLE);
    }

    private static RefusedException refused(ErrorCode error, String detail) {
        return new RefusedException(Problem.of(error, detail).retryAfter(RETRY_AFTER));
    }
}
