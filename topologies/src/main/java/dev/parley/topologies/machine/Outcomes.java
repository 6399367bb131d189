package dev.parley.topologies.machine;

import dev.parley.schemas.Accepted;
import dev.parley.schemas.Acknowledged;
import dev.parley.schemas.Outcome;
import dev.parley.schemas.Rejected;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Topics;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the outcome for whoever waits; nobody waits for an action without a reply address. */
public final class Outcomes {
    private final AvroWriter<Outcome> writer;

    public Outcomes(SchemaRegistry registry) {
        this.writer = new AvroWriter<>(registry, Topics.OUTCOMES.name(), Outcome.getClassSchema());
    }

    /** Accepted; {@code record} is the first event or the user in wire format, null where it cannot be told any more. */
    public List<Output> accepted(Asked asked, long firstSeq, long lastSeq, byte @Nullable [] record) {
        return answer(asked, new Accepted(firstSeq, lastSeq, record == null ? null : ByteBuffer.wrap(record)));
    }

    public List<Output> rejected(Asked asked, Refusal refusal) {
        return answer(asked, new Rejected(refusal.code(), refusal.detail(), refusal.field()));
    }

    public List<Output> acknowledged(Asked asked, long revision) {
        return answer(asked, new Acknowledged(revision));
    }

    private List<Output> answer(Asked asked, Object result) {
        var replyTo = asked.replyTo();
        if (replyTo == null) {
            return List.of();
        }
        var outcome = new Outcome(asked.tenant(), asked.resource(), asked.actionId(), replyTo, result);
        return List.of(Output.outcome(replyTo.getNode(), replyTo.getPartition(), writer.write(outcome)));
    }
}
