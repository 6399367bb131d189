package dev.parley.readmodel.write;

import dev.parley.schemas.Event;
import java.util.List;

/** The members of a direct conversation, who are in its name. */
final class DirectMembers {
    private static final String PREFIX = "d:";
    private static final int PARTS = 3;

    private DirectMembers() {}

    static boolean isDirect(String conversation) {
        return conversation.startsWith(PREFIX);
    }

    /** Both users' rows with the conversation's first event; none with later ones, which would say the same. */
    static List<MemberRow> begunBy(Event event) {
        if (event.getSeq() != 1 || !isDirect(event.getConversation())) {
            return List.of();
        }
        // Ids hold no colon.
        var parts = event.getConversation().split(":", -1);
        return parts.length == PARTS
                ? List.of(MemberRow.direct(event, parts[1]), MemberRow.direct(event, parts[2]))
                : List.of();
    }
}
