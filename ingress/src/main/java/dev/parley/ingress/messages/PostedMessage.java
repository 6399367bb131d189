package dev.parley.ingress.messages;

import dev.parley.edge.events.ScheduledJson;
import dev.parley.ingress.commands.ConversationWrites.Written;
import dev.parley.ingress.http.Reply;
import dev.parley.schemas.ScheduledMessage;
import dev.parley.schemas.serde.AvroReader;
import java.util.Optional;
import java.util.function.Function;

/** 201 with the message, or 202 where it is sent later. */
public record PostedMessage(AvroReader<ScheduledMessage> reader) implements Function<Written, Reply> {
    private static final int ACCEPTED = 202;

    @Override
    public Reply apply(Written written) {
        return scheduledIn(written)
                .map(scheduled -> Reply.json(ACCEPTED, ScheduledJson.accepted(scheduled)))
                .orElseGet(() -> MessageReplies.created(written));
    }

    /** Empty where the message was sent at once. */
    public Optional<ScheduledMessage> scheduledIn(Written written) {
        return written.changed().isPresent() ? Optional.empty() : Optional.of(reader.read(written.record()));
    }
}
