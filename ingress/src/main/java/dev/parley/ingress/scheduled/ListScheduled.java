package dev.parley.ingress.scheduled;

import dev.parley.edge.api.Problem;
import dev.parley.edge.events.ScheduledJson;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.Page;
import dev.parley.readmodel.read.ScheduledStore;
import dev.parley.readmodel.read.ScheduledStore.StoredScheduled;
import dev.parley.schemas.ScheduledMessage;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.schemas.serde.AvroReader;
import java.util.Set;

/** {@code GET /v1/me/scheduled}: the caller's own, soonest first; those that wait, or those of another state. */
public record ListScheduled(ScheduledStore store, AvroReader<ScheduledMessage> reader) implements Endpoint {
    private static final Set<String> STATES = Set.of("waiting", "sent", "cancelled", "failed");

    @Override
    public Reply answer(Call call) {
        var limit = Page.limit(call);
        var found = store.page(call.tenant(), call.actor(), state(call), Page.afterId(call), limit + 1);
        return Page.byId(
                found, limit, stored -> ScheduledJson.of(reader.read(stored.bytes())), StoredScheduled::orderKey);
    }

    private static String state(Call call) {
        var state = call.query().getOrDefault("state", "waiting");
        if (!STATES.contains(state)) {
            throw new RefusedException(
                    Problem.at("state", ErrorCode.FIELD_INVALID, "state must be waiting, sent, cancelled or failed."));
        }
        return state;
    }
}
