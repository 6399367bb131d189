package dev.parley.readmodel.write;

import dev.parley.schemas.Event;
import java.util.List;

/** The two members of a direct conversation, taken from its name. */
final class DirectMembers {
    private static final String PREFIX = "d:";
    private static final int PARTS = 3;

    private DirectMembers() {}

    static boolean isDirect(String conversation) {
        return conversation.startsWith(PREFIX);
    }

    /** Both members' rows if this is the conversation's first event; later events would only repeat them. */
    static List<MemberRow> begunBy(Event event) {
        if (event.getSeq() != 1 || !isDirect(event.getConversation())) {
            return List.of();
        }
        // An id contains no colon.
        var parts = event.getConversation().split(":", -1);
        return parts.length == PARTS
                ? List.of(MemberRow.direct(event, parts[1]), MemberRow.direct(event, parts[2]))
                : List.of();
    }
}
