package dev.parley.edge.log;

import dev.parley.runtime.kafka.LogTail;
import dev.parley.runtime.kafka.LogTail.From;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.topics.Topics;

/** Outcomes from the node's partition of {@code outcomes}, read by the tail, uncommitted: an outcome never changes. */
public record TailedOutcomes(LogTail tail, OutcomeAddress address, SchemaRegistry registry) implements OutcomeSource {
    @Override
    public void follow(Listener listener) {
        var records = new OutcomeRecords(registry, address);
        tail.follow(
                Topics.OUTCOMES.name(),
                address.partition(),
                From.END,
                record -> records.read(record)
                        .ifPresent(outcome -> listener.onOutcome(outcome.correlation(), outcome.answer())));
    }
}
