package dev.parley.topologies.machine;

import dev.parley.schemas.Accepted;
import dev.parley.schemas.Acknowledged;
import dev.parley.schemas.Held;
import dev.parley.schemas.Outcome;
import dev.parley.schemas.Rejected;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Topics;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the outcome of an action; none for an action without a reply address. */
public final class Outcomes {
    private final AvroWriter<Outcome> writer;

    public Outcomes(SchemaRegistry registry) {
        this.writer = new AvroWriter<>(registry, Topics.OUTCOMES.name(), Outcome.getClassSchema());
    }

    /** Accepted; {@code record} is the first event or the user in wire format, null where it is no longer known. */
    public List<Output> accepted(OutcomeTarget target, long firstSeq, long lastSeq, byte @Nullable [] record) {
        return answer(target, new Accepted(firstSeq, lastSeq, record == null ? null : ByteBuffer.wrap(record)));
    }

    public List<Output> rejected(OutcomeTarget target, ErrorCode error) {
        return rejected(target, error, null);
    }

    /** @param retryAfterMs when the same may be asked anew; null where that is not known */
    public List<Output> rejected(OutcomeTarget target, ErrorCode error, @Nullable Long retryAfterMs) {
        return answer(target, new Rejected(error.code(), error.detail(), error.field(), retryAfterMs));
    }

    /** A moderator or an engine decides later. */
    public List<Output> held(OutcomeTarget target) {
        return answer(target, new Held());
    }

    public List<Output> acknowledged(OutcomeTarget target, long revision) {
        return answer(target, new Acknowledged(revision));
    }

    private List<Output> answer(OutcomeTarget target, Object result) {
        var replyTo = target.replyTo();
        if (replyTo == null) {
            return List.of();
        }
        var outcome = new Outcome(target.tenant(), target.resource(), target.actionId(), replyTo, result);
        return List.of(Output.outcome(replyTo.getNode(), replyTo.getPartition(), writer.write(outcome)));
    }
}
