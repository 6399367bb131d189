package dev.parley.ingress.scheduled;

import dev.parley.edge.api.UuidV7;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.ReadWait;
import dev.parley.readmodel.read.ScheduledStore;
import dev.parley.readmodel.read.ScheduledStore.StoredScheduled;
import dev.parley.schemas.errors.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * {@code DELETE /v1/me/scheduled/{scheduledId}}. The conversation that decides is found in the store, where the caller's own are;
 * where the client names it, the store is not asked.
 *
 * @param command cancels in a known conversation
 */
public record CancelScheduledEndpoint(ScheduledStore store, ReadWait readWait, InstantSource clock, Endpoint command)
        implements Endpoint {
    private static final String CONVERSATION = "conversation";
    /** The store has what is older, whatever the clocks say. */
    private static final Duration YOUNG = Duration.ofMinutes(1);

    @Override
    public Reply answer(Call call) {
        var id = call.part("scheduledId");
        var isLocated =
                call.query().containsKey(CONVERSATION) || call.jsonOrEmpty().has(CONVERSATION);
        // What is no id at all is refused by the command, whatever the conversation.
        return command.answer(
                isLocated
                        ? call
                        : call.withQuery(CONVERSATION, UuidV7.isUuid(id) ? located(call, UuidV7.normalized(id)) : ""));
    }

    @Override
    public Set<ErrorCode> problems() {
        return command.problems();
    }

    private String located(Call call, String id) {
        var found = isYoung(id) ? readWait.until(() -> find(call, id)) : find(call, id);
        return found.map(StoredScheduled::conversation)
                .orElseThrow(() -> new RefusedException(ErrorCode.SCHEDULED_NOT_FOUND));
    }

    private Optional<StoredScheduled> find(Call call, String id) {
        return store.find(call.tenant(), call.actor(), id);
    }

    private boolean isYoung(String id) {
        var now = clock.instant();
        return UuidV7.timeOf(id).filter(at -> isNear(at, now)).isPresent();
    }

    private static boolean isNear(Instant at, Instant now) {
        return Duration.between(at, now).abs().compareTo(YOUNG) < 0;
    }
}
