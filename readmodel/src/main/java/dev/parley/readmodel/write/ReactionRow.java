package dev.parley.readmodel.write;

import dev.parley.schemas.Event;
import dev.parley.schemas.ReactionAdded;
import dev.parley.schemas.ReactionRemoved;
import java.util.Optional;

/**
 * A user's reaction to a message, and how many have the same one, as one event tells.
 *
 * @param at milliseconds
 * @param isPresent whether the user has it
 * @param count of users who have it
 * @param seq guard of all values
 */
record ReactionRow(Key key, String user, long at, boolean isPresent, long count, long seq) {
    /** A reaction to a message; {@code messageSeq} is the seq of the event that created the message. */
    record Key(String tenant, String conversation, long messageSeq, String emoji) {}

    static Optional<ReactionRow> of(Event event) {
        return switch (event.getBody()) {
            case ReactionAdded added ->
                Optional.of(row(event, key(event, added.getMessageSeq(), added.getEmoji()), true, added.getCount()));
            case ReactionRemoved removed ->
                Optional.of(
                        row(event, key(event, removed.getMessageSeq(), removed.getEmoji()), false, removed.getCount()));
            default -> Optional.empty();
        };
    }

    private static Key key(Event event, long messageSeq, String emoji) {
        return new Key(event.getTenant(), event.getConversation(), messageSeq, emoji);
    }

    private static ReactionRow row(Event event, Key key, boolean isPresent, long count) {
        var user = event.getActor() == null ? "" : event.getActor();
        return new ReactionRow(key, user, event.getAt().toEpochMilli(), isPresent, count, event.getSeq());
    }

    ReactionRow newer(ReactionRow other) {
        return other.seq > seq ? other : this;
    }
}
