package dev.parley.edge.command;

import dev.parley.edge.api.Emoji;
import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Parsed;
import dev.parley.schemas.AddReaction;
import dev.parley.schemas.RemoveReaction;
import org.apache.avro.specific.SpecificRecord;

/** {@code reaction.add} and {@code reaction.remove}: {@code {messageId, emoji, conversation?}}. */
record ReactionRequest(MessageAddress message, String emoji, SpecificRecord body) implements CommandRequest {
    private interface Body {
        SpecificRecord of(String messageId, String emoji);
    }

    static Parsed<ReactionRequest> add(Fields fields) {
        return parse(fields, AddReaction::new);
    }

    static Parsed<ReactionRequest> remove(Fields fields) {
        return parse(fields, RemoveReaction::new);
    }

    private static Parsed<ReactionRequest> parse(Fields fields, Body body) {
        var message = MessageAddress.read(fields);
        var emoji = Emoji.required(fields, "emoji");
        return fields.result(() -> new ReactionRequest(message, emoji, body.of(message.messageId(), emoji)));
    }

    @Override
    public Drafted draft(CommandContext context) {
        return message.draft(context, emoji, conversation -> context.draft(conversation, body));
    }
}
