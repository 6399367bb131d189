package dev.parley.topologies.heads;

import java.util.List;
import java.util.stream.Stream;

/** The two members of a direct conversation, taken from its name. */
final class DirectMembers {
    private static final String PREFIX = "d:";

    private DirectMembers() {}

    /** None where it is a group. */
    static List<String> of(String conversation) {
        // An id contains no colon.
        return conversation.startsWith(PREFIX)
                ? Stream.of(conversation.substring(PREFIX.length()).split(":", -1))
                        .distinct()
                        .toList()
                : List.of();
    }
}
