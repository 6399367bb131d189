package dev.parley.standalone.system;

import dev.parley.schemas.Action;
import dev.parley.schemas.AddReaction;
import dev.parley.schemas.DeleteMessage;
import dev.parley.schemas.EditMessage;
import dev.parley.schemas.PinMessage;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.RemoveReaction;
import dev.parley.schemas.UnpinMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An action as a client asks for it over its socket. */
final class ActionFrame {
    private ActionFrame() {}

    /** Empty where there is no frame for it. */
    static Optional<Map<String, @Nullable Object>> of(Action action) {
        return fieldsOf(action).map(fields -> {
            var frame = new HashMap<>(fields);
            frame.put("clientMsgId", action.getActionId());
            frame.put("conversation", action.getConversation());
            return frame;
        });
    }

    private static Optional<Map<String, @Nullable Object>> fieldsOf(Action action) {
        return switch (action.getBody()) {
            case PostMessage post -> typed("message.send", ContentJson.of(action.getConversation(), post));
            case EditMessage edit -> about("message.edit", edit.getMessageId(), ContentJson.of(edit));
            case DeleteMessage delete -> about("message.delete", delete.getMessageId(), Map.of());
            case AddReaction add -> about("reaction.add", add.getMessageId(), Map.of("emoji", add.getEmoji()));
            case RemoveReaction remove ->
                about("reaction.remove", remove.getMessageId(), Map.of("emoji", remove.getEmoji()));
            case PinMessage pin -> about("message.pin", pin.getMessageId(), Map.of());
            case UnpinMessage unpin -> about("message.unpin", unpin.getMessageId(), Map.of());
            case Object _ -> Optional.empty();
        };
    }

    private static Optional<Map<String, @Nullable Object>> about(
            String type, String messageId, Map<String, ? extends @Nullable Object> fields) {
        var all = new HashMap<String, @Nullable Object>(fields);
        all.put("messageId", messageId);
        return typed(type, all);
    }

    private static Optional<Map<String, @Nullable Object>> typed(
            String type, Map<String, ? extends @Nullable Object> fields) {
        var all = new HashMap<String, @Nullable Object>(fields);
        all.put("type", type);
        return Optional.of(all);
    }
}
