package dev.parley.wsfanout.stream;

import dev.parley.edge.api.ConversationId;
import dev.parley.readmodel.read.MembershipStore.Membership;
import dev.parley.wsfanout.stream.Cursor.Verdict;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The cursors of one session, by conversation. Owned by one thread at a time, as each of them. */
final class SessionCursors {
    private final String tenant;
    private final String user;
    private final Map<String, Cursor> byConversation = new HashMap<>();
    private final Set<String> unconfirmed = new HashSet<>();

    SessionCursors(String tenant, String user) {
        this.tenant = tenant;
        this.user = user;
    }

    /** Where a session begins: at what its client has, as far as the stored memberships can tell. */
    static SessionCursors begin(String tenant, String user, List<Membership> memberships, ResumePoint point) {
        var cursors = new SessionCursors(tenant, user);
        for (var membership : memberships) {
            cursors.begin(membership, point);
        }
        point.positions().forEach(cursors::claim);
        return cursors;
    }

    private void begin(Membership stored, ResumePoint point) {
        var listed = point.positions().get(stored.conversation());
        if (listed != null) {
            beginListed(stored, listed);
        } else if (stored.isMember()) {
            var settled = point.isPresent() ? stored.joinedSeq() - 1 : stored.headSeq();
            put(stored, Cursor.open(settled, stored.joinedSeq(), stored.headSeq()));
        } else {
            put(stored, Cursor.closed(stored.leftSeq(), stored.leftSeq()));
        }
    }

    private void beginListed(Membership stored, long listed) {
        if (stored.isMember() && listed < stored.sinceSeq()) {
            // Open for what they missed of a former group: its deletion closes it, and joining this one opens it again.
            put(stored, Cursor.open(listed, listed, stored.headSeq()));
        } else if (stored.isMember()) {
            put(stored, Cursor.open(listed, stored.joinedSeq(), stored.headSeq()));
        } else if (listed < stored.leftSeq()) {
            // Open for what they missed: the event that ended the membership closes it again.
            put(stored, Cursor.open(listed, listed, stored.leftSeq()));
        } else {
            put(stored, Cursor.closed(listed, stored.leftSeq()));
        }
    }

    private void put(Membership stored, Cursor cursor) {
        byConversation.put(stored.conversation(), cursor);
        if (cursor.isUnconfirmed()) {
            unconfirmed.add(stored.conversation());
        }
    }

    /** A conversation that the client lists and the store knows no membership of: the log may know more. */
    private void claim(String conversation, long listed) {
        if (byConversation.containsKey(conversation)) {
            return;
        }
        var isDirect = ConversationId.parse(conversation)
                .filter(id -> id instanceof ConversationId.Direct direct && direct.names(user))
                .isPresent();
        byConversation.put(conversation, isDirect ? Cursor.open(listed, 0, 0) : Cursor.closed(listed, 0));
        unconfirmed.add(conversation);
    }

    /** The listed conversations whose position nothing has confirmed yet, or whose membership. */
    Set<String> unconfirmed() {
        unconfirmed.removeIf(this::isConfirmed);
        return Set.copyOf(unconfirmed);
    }

    private boolean isConfirmed(String conversation) {
        var cursor = byConversation.get(conversation);
        return cursor == null || (cursor.isKnown() && !cursor.isUnconfirmed());
    }

    @Nullable
    Cursor find(String conversation) {
        return byConversation.get(conversation);
    }

    void remove(String conversation) {
        byConversation.remove(conversation);
    }

    Collection<String> conversations() {
        return byConversation.keySet();
    }

    /** The cursor that an event concerns; begins one where the event makes the user a member. Empty for other people's events. */
    Optional<Cursor> concernedBy(LoggedEvent event) {
        if (!event.key().tenant().equals(tenant)) {
            return Optional.empty();
        }
        var conversation = event.key().conversation();
        var known = byConversation.get(conversation);
        if (known != null) {
            return Optional.of(known);
        }
        if (event.change().on(user) == MembershipEffect.JOINS) {
            return Optional.of(begin(conversation, Cursor.closed(0, 0)));
        }
        // A direct conversation begins with its first message.
        return event.direct().filter(direct -> direct.names(user)).map(_ -> begin(conversation, Cursor.open(0, 0, 0)));
    }

    private Cursor begin(String conversation, Cursor cursor) {
        byConversation.put(conversation, cursor);
        return cursor;
    }

    /** Judges an event of the log for this session. */
    Verdict offer(LoggedEvent event) {
        return concernedBy(event)
                .map(cursor -> cursor.offer(event.seq(), event.change().on(user)))
                .orElse(Verdict.HIDDEN);
    }
}
