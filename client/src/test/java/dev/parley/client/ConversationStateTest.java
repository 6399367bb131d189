package dev.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConversationStateTest {
    private final ConversationState state = new ConversationState();

    @Test
    void showsWhatWasWrittenLast() {
        created(1, "hi");
        created(2, "ho");
        about(3, "message.edited", 1, "hi!", null);
        // An edit of something else than the text.
        about(4, "message.edited", 2, null, null);

        assertEquals(Map.of(1L, message(1, "hi!", Map.of()), 2L, message(2, "ho", Map.of())), state.messages());
    }

    @Test
    void takesTheCountsOfReactionsAsTheyAreTold() {
        created(1, "hi");
        about(2, "reaction.added", 1, null, new EventDetails.Reaction("👍", 1));
        about(3, "reaction.added", 1, null, new EventDetails.Reaction("👍", 2));
        about(4, "reaction.added", 1, null, new EventDetails.Reaction("🎉", 1));
        about(5, "reaction.removed", 1, null, new EventDetails.Reaction("🎉", 0));

        assertEquals(Map.of(1L, message(1, "hi", Map.of("👍", 2L))), state.messages());
    }

    @Test
    void pinsAndUnpins() {
        created(1, "hi");
        created(2, "ho");
        about(3, "message.pinned", 1, null, null);
        about(4, "message.pinned", 2, null, null);
        about(5, "message.unpinned", 1, null, null);

        assertEquals(
                List.of(false, true),
                state.messages().values().stream().map(MessageState::isPinned).toList());
    }

    @Test
    void leavesNothingOfAMessageThatIsDeleted() {
        created(1, "hi");
        about(2, "reaction.added", 1, null, new EventDetails.Reaction("👍", 1));
        about(3, "message.pinned", 1, null, null);
        about(4, "message.deleted", 1, null, null);

        assertEquals(Map.of(1L, new MessageState("m1", null, true, false, Map.of())), state.messages());
    }

    @Test
    void knowsNothingOfAMessageThatCameBeforeItsEvents() {
        about(3, "message.edited", 1, "hi!", null);

        assertEquals(Map.of(), state.messages());
    }

    private static MessageState message(long seq, String text, Map<String, Long> reactions) {
        return new MessageState("m" + seq, text, false, false, reactions);
    }

    private void created(long seq, String text) {
        var none = EventDetails.NONE;
        state.add(new ReceivedEvent("g:t", seq, "e", "message.created", "bob", "c", "m" + seq, text, none));
    }

    private void about(
            long seq, String kind, long messageSeq, @Nullable String text, EventDetails.@Nullable Reaction reaction) {
        var details = new EventDetails(null, messageSeq, "bob", null, null, false, reaction);
        state.add(new ReceivedEvent("g:t", seq, "e", kind, "bob", "c", null, text, details));
    }
}
