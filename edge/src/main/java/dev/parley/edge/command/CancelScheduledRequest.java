package dev.parley.edge.command;

import dev.parley.edge.api.ConversationId;
import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Parsed;
import dev.parley.schemas.CancelScheduled;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Optional;

/** {@code scheduled.cancel}: {@code {scheduledId, conversation}}. */
record CancelScheduledRequest(String scheduledId, String conversation) implements CommandRequest {
    static Parsed<CancelScheduledRequest> parse(Fields fields) {
        var scheduledId = fields.requiredMessageId("scheduledId");
        var conversation = Optional.of(fields.requiredText("conversation", Integer.MAX_VALUE))
                .flatMap(ConversationId::parse);
        if (conversation.isEmpty()) {
            fields.fault("conversation", ErrorCode.FIELD_INVALID, ConversationId.FORM);
        }
        return fields.result(() -> new CancelScheduledRequest(
                scheduledId, conversation.orElseThrow().value()));
    }

    @Override
    public Drafted draft(CommandContext context) {
        return new Drafted.Ready(context.draft(conversation, new CancelScheduled(scheduledId)));
    }
}
