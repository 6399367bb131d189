package dev.parley.edge.command;

import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Parsed;
import dev.parley.schemas.PinMessage;
import dev.parley.schemas.UnpinMessage;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** {@code message.pin} and {@code message.unpin}: {@code {messageId, conversation?}}. */
record PinMessageRequest(MessageAddress message, SpecificRecord body) implements CommandRequest {
    static Parsed<PinMessageRequest> pin(Fields fields) {
        return parse(fields, PinMessage::new);
    }

    static Parsed<PinMessageRequest> unpin(Fields fields) {
        return parse(fields, UnpinMessage::new);
    }

    private static Parsed<PinMessageRequest> parse(Fields fields, Function<String, SpecificRecord> body) {
        var message = MessageAddress.read(fields);
        return fields.result(() -> new PinMessageRequest(message, body.apply(message.messageId())));
    }

    @Override
    public Drafted draft(CommandContext context) {
        return message.draft(context, conversation -> context.draft(conversation, body));
    }
}
