package dev.parley.edge.command;

import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Parsed;
import dev.parley.schemas.DeleteMessage;

/** {@code message.delete}: {@code {messageId, conversation?}}. */
record DeleteMessageRequest(MessageAddress message) implements CommandRequest {
    static Parsed<DeleteMessageRequest> parse(Fields fields) {
        var message = MessageAddress.read(fields);
        return fields.result(() -> new DeleteMessageRequest(message));
    }

    @Override
    public Drafted draft(CommandContext context) {
        var drafted = message.draft(
                context, conversation -> context.draft(conversation, new DeleteMessage(message.messageId())));
        return context.older().threadOf(context, drafted);
    }
}
