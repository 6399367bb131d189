package dev.parley.client;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The messages of one conversation as a client reckons them from the events that it gets, in their order; {@link Inbox#messages} asks
 * the platform for the same. Not safe for many threads.
 */
public final class ConversationState {
    private final Map<Long, MessageState> messages = new TreeMap<>();

    /** Takes the next event of the conversation. */
    public void add(ReceivedEvent event) {
        var seq = event.details().messageSeq();
        switch (event.event()) {
            case "message.created" -> messages.put(event.seq(), created(event));
            case "message.edited" -> change(seq, was -> edited(was, event));
            // A tombstone shows nothing of what the message had.
            case "message.deleted" -> change(seq, was -> new MessageState(was.id(), null, true, false, Map.of()));
            case "message.pinned" -> change(seq, was -> pinned(was, true));
            case "message.unpinned" -> change(seq, was -> pinned(was, false));
            case "reaction.added", "reaction.removed" -> change(seq, was -> reacted(was, event));
            default -> {}
        }
    }

    private void change(long seq, UnaryOperator<MessageState> change) {
        messages.computeIfPresent(seq, (_, was) -> change.apply(was));
    }

    private static MessageState created(ReceivedEvent event) {
        var id = Objects.requireNonNullElse(event.messageId(), "");
        return new MessageState(id, event.text(), false, false, Map.of());
    }

    private static MessageState edited(MessageState was, ReceivedEvent event) {
        // What an event does not name is as it was.
        var text = event.text() == null ? was.text() : event.text();
        return new MessageState(was.id(), text, was.isDeleted(), was.isPinned(), was.reactions());
    }

    private static MessageState pinned(MessageState was, boolean isPinned) {
        return new MessageState(was.id(), was.text(), was.isDeleted(), isPinned, was.reactions());
    }

    private static MessageState reacted(MessageState was, ReceivedEvent event) {
        var reaction = event.details().reaction();
        if (reaction == null) {
            return was;
        }
        var reactions = new TreeMap<>(was.reactions());
        if (reaction.count() == 0) {
            reactions.remove(reaction.emoji());
        } else {
            reactions.put(reaction.emoji(), reaction.count());
        }
        return new MessageState(was.id(), was.text(), was.isDeleted(), was.isPinned(), reactions);
    }

    /** By seq. */
    public Map<Long, MessageState> messages() {
        return new TreeMap<>(messages);
    }
}
