package dev.parley.ingress.sync;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.edge.api.JsonText;
import dev.parley.edge.identity.Caller;
import dev.parley.ingress.conversations.ConversationViews;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.ingress.reads.ConversationAccess;
import dev.parley.ingress.reads.ReadWait;
import dev.parley.ingress.reads.Visibility;
import dev.parley.ingress.reads.Visibility.Hidden;
import dev.parley.ingress.sync.Stretch.Lost;
import dev.parley.ingress.sync.Stretch.Missed;
import dev.parley.readmodel.read.InboxStore;
import dev.parley.readmodel.read.MembershipStore;
import dev.parley.readmodel.read.MembershipStore.Membership;
import dev.parley.schemas.errors.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code POST /v1/sync}: the events that a client missed, over all its conversations. One statement looks at all of them; only those with
 * news cost more.
 */
public record SyncEndpoint(
        ConversationAccess access,
        MissedEvents events,
        MembershipStore memberships,
        InboxStore inbox,
        ReadWait readWait)
        implements Endpoint {
    /** A client is seldom ahead of the store in more conversations than it just saw move. */
    private static final int MAX_AWAITED = 100;

    /** What of the positions is news, and what leads nowhere. */
    private record Positions(Map<String, Missed> missed, SortedMap<String, String> lost) {}

    @Override
    public Reply answer(Call call) {
        var request = RefusedException.valid(SyncRequest.parse(call.json(SyncRequest.MAX_FIELDS)));
        var positions = positions(request, look(call.caller(), request.positions()));
        var shares = FairShares.of(positions.missed().values(), request.limit());
        var joined = request.withNew() ? joined(call, request) : null;
        return Reply.json(200, JsonText.object(json -> {
            json.writeArrayFieldStart("events");
            var reached = events.write(json, call.tenant(), shares);
            json.writeEndArray();
            writePositions(json, positions, reached);
            json.writeObjectFieldStart("resync");
            for (var lost : positions.lost().entrySet()) {
                json.writeStringField(lost.getKey(), lost.getValue());
            }
            json.writeEndObject();
            if (joined != null) {
                writeSeqs(json, "new", joined);
            }
            if (request.withStates()) {
                writeStates(json, call, positions.missed().keySet());
            }
        }));
    }

    @Override
    public Set<ErrorCode> problems() {
        return Set.of(ErrorCode.STORE_UNAVAILABLE, ErrorCode.LOG_UNAVAILABLE);
    }

    /** Waits for a store that does not have a position yet, whether there is such a conversation or not. */
    private Map<String, Visibility> look(Caller caller, SortedMap<String, Long> positions) {
        var seen = new HashMap<>(access.lookAll(caller, positions.keySet()));
        var ahead = ahead(positions, positions.keySet(), seen);
        if (ahead.isEmpty() || ahead.size() > MAX_AWAITED) {
            return seen;
        }
        readWait.until(() -> {
            seen.putAll(access.lookAll(caller, ahead));
            return ahead(positions, ahead, seen).isEmpty() ? Optional.of(seen) : Optional.empty();
        });
        return seen;
    }

    private static List<String> ahead(
            SortedMap<String, Long> positions, Collection<String> of, Map<String, Visibility> seen) {
        return of.stream()
                .filter(name -> seenOf(seen, name).headSeq() < positions.getOrDefault(name, 0L))
                .toList();
    }

    private static Visibility seenOf(Map<String, Visibility> seen, String name) {
        return seen.getOrDefault(name, new Hidden());
    }

    private static Positions positions(SyncRequest request, Map<String, Visibility> seen) {
        var missed = new TreeMap<String, Missed>();
        var lost = new TreeMap<String, String>();
        request.positions().forEach((name, seq) -> {
            switch (Stretch.of(name, seq, seenOf(seen, name))) {
                case Missed stretch -> missed.put(name, stretch);
                case Lost(var reason) -> lost.put(name, reason);
            }
        });
        return new Positions(missed, lost);
    }

    private static void writePositions(JsonGenerator json, Positions positions, Map<String, Long> reached)
            throws IOException {
        var now = new TreeMap<String, Long>();
        positions.missed().forEach((name, stretch) -> now.put(name, reached.getOrDefault(name, stretch.afterSeq())));
        writeSeqs(json, "conversations", now);
        json.writeBooleanField(
                "more",
                positions.missed().values().stream()
                        .anyMatch(stretch -> now.getOrDefault(stretch.conversation(), 0L) < stretch.upToSeq()));
    }

    private static void writeSeqs(JsonGenerator json, String field, SortedMap<String, Long> seqs) throws IOException {
        json.writeObjectFieldStart(field);
        for (var seq : seqs.entrySet()) {
            json.writeNumberField(seq.getKey(), seq.getValue());
        }
        json.writeEndObject();
    }

    /** Where the user joined those that it is a member of and did not name. */
    private SortedMap<String, Long> joined(Call call, SyncRequest request) {
        var joined = new TreeMap<String, Long>();
        memberships.of(call.tenant(), call.actor()).stream()
                .filter(Membership::isMember)
                .filter(membership -> !request.positions().containsKey(membership.conversation()))
                .forEach(membership -> joined.put(membership.conversation(), membership.joinedSeq() - 1));
        return joined;
    }

    private void writeStates(JsonGenerator json, Call call, Collection<String> conversations) throws IOException {
        json.writeArrayFieldStart("items");
        for (var entry : inbox.find(call.tenant(), call.actor(), conversations)) {
            json.writeRawValue(new String(ConversationViews.json(entry), StandardCharsets.UTF_8));
        }
        json.writeEndArray();
    }
}
