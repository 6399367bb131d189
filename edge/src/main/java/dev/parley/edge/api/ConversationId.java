package dev.parley.edge.api;

import java.util.Optional;

/** A conversation by its canonical name; only valid ones can be parsed. */
public sealed interface ConversationId {
    /** What a name must be, for error texts. */
    String FORM = "conversation must be d:{a}:{b} with ids in byte order, or g:{group}.";

    /** As in topics, URLs and frames: {@code d:{a}:{b}} or {@code g:{group}}. */
    String value();

    /** Two users, {@code first} before {@code second} in byte order. */
    record Direct(String first, String second) implements ConversationId {
        @Override
        public String value() {
            return "d:" + first + ":" + second;
        }

        public boolean names(String user) {
            return first.equals(user) || second.equals(user);
        }

        /** The one who is not this user; to be asked for one of the two only. */
        public String other(String user) {
            return first.equals(user) ? second : first;
        }
    }

    /** A group. */
    record Group(String group) implements ConversationId {
        @Override
        public String value() {
            return Ids.group(group);
        }
    }

    /** Empty where this is no canonical name: bad ids, users out of order, a user with themself. */
    static Optional<ConversationId> parse(String text) {
        if (text.startsWith("g:")) {
            var group = text.substring(2);
            return Ids.isValid(group) ? Optional.of(new Group(group)) : Optional.empty();
        }
        var between = text.indexOf(':', 2);
        if (!text.startsWith("d:") || between < 0) {
            return Optional.empty();
        }
        var first = text.substring(2, between);
        var second = text.substring(between + 1);
        return Ids.isValid(first) && Ids.isValid(second) && Ids.compare(first, second) < 0
                ? Optional.of(new Direct(first, second))
                : Optional.empty();
    }
}
