package dev.parley.edge.command;

import dev.parley.edge.api.ConversationId;
import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Problem;
import dev.parley.edge.log.ActionDraft;
import dev.parley.schemas.Target;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which message a command is about.
 *
 * @param conversation where the client named it; else the store is asked for it, which knows a message a moment after it was sent
 */
record MessageAddress(String messageId, @Nullable ConversationId conversation) {
    /** {@code {messageId, conversation?}}. */
    static MessageAddress read(Fields fields) {
        var messageId = fields.requiredMessageId("messageId");
        var conversation = fields.text("conversation", Integer.MAX_VALUE);
        var parsed = Optional.ofNullable(conversation).flatMap(ConversationId::parse);
        if (conversation != null && parsed.isEmpty()) {
            fields.fault("conversation", ErrorCode.FIELD_INVALID, ConversationId.FORM);
        }
        return new MessageAddress(messageId, parsed.orElse(null));
    }

    /** @param draft makes the action's draft in a conversation */
    Drafted draft(CommandContext context, Function<String, ActionDraft> draft) {
        return draft(context, null, draft);
    }

    /** @param emoji the reaction that the action is about; null where it is about none */
    Drafted draft(CommandContext context, @Nullable String emoji, Function<String, ActionDraft> draft) {
        return conversation == null ? located(context, emoji, draft) : in(context, conversation, draft);
    }

    /** @param then drafts in the message's conversation, which is known then */
    Drafted locate(CommandContext context, Function<ConversationId, Drafted> then) {
        if (conversation != null) {
            return isForeign(conversation, context) ? notFound() : then.apply(conversation);
        }
        if (!context.mayBlock()) {
            return new Drafted.WouldBlock();
        }
        return switch (context.older().locate(context.tenant(), messageId, context.actor(), null)) {
            case TargetLookup.Known(var name, var _) ->
                ConversationId.parse(name)
                        .filter(found -> !isForeign(found, context))
                        .map(then)
                        .orElseGet(MessageAddress::notFound);
            case TargetLookup.Missing _ -> notFound();
            case TargetLookup.Unavailable _ -> OlderMessages.unavailable();
        };
    }

    private static Drafted notFound() {
        return new Drafted.RefusedAtEdge(Problem.of(ErrorCode.MESSAGE_NOT_FOUND));
    }

    private Drafted in(CommandContext context, ConversationId named, Function<String, ActionDraft> draft) {
        return isForeign(named, context)
                ? notFound()
                : context.older().target(context, draft.apply(named.value()), messageId, ErrorCode.MESSAGE_NOT_FOUND);
    }

    private Drafted located(CommandContext context, @Nullable String emoji, Function<String, ActionDraft> draft) {
        if (!context.mayBlock()) {
            return new Drafted.WouldBlock();
        }
        return switch (context.older().locate(context.tenant(), messageId, context.actor(), emoji)) {
            case TargetLookup.Known(var name, var target) -> at(context, name, draft, target);
            case TargetLookup.Missing _ -> notFound();
            case TargetLookup.Unavailable _ -> OlderMessages.unavailable();
        };
    }

    private Drafted at(CommandContext context, String name, Function<String, ActionDraft> draft, Target target) {
        return ConversationId.parse(name)
                .filter(found -> !isForeign(found, context))
                .<Drafted>map(_ -> new Drafted.Ready(draft.apply(name).withTarget(target)))
                .orElseGet(MessageAddress::notFound);
    }

    /** A direct conversation of two others, which nobody else learns of. */
    private static boolean isForeign(ConversationId conversation, CommandContext context) {
        return conversation instanceof ConversationId.Direct direct && !direct.names(context.actor());
    }
}
