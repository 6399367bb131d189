package dev.parley.wsfanout.stream;

import dev.parley.edge.api.ConversationId;
import dev.parley.readmodel.read.MembershipStore.Membership;
import dev.parley.wsfanout.stream.Bookmark.Verdict;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The bookmarks of one session, by conversation. Owned by one thread at a time, as each of them. */
final class Bookmarks {
    private final String tenant;
    private final String user;
    private final Map<String, Bookmark> byConversation = new HashMap<>();
    private final Set<String> unproved = new HashSet<>();

    Bookmarks(String tenant, String user) {
        this.tenant = tenant;
        this.user = user;
    }

    /** Where a session begins: at what its client has, as far as the stored memberships can tell. */
    static Bookmarks begin(String tenant, String user, List<Membership> memberships, ResumePoint point) {
        var bookmarks = new Bookmarks(tenant, user);
        for (var membership : memberships) {
            bookmarks.begin(membership, point);
        }
        point.positions().forEach(bookmarks::claim);
        return bookmarks;
    }

    private void begin(Membership stored, ResumePoint point) {
        var listed = point.positions().get(stored.conversation());
        if (listed != null) {
            beginListed(stored, listed);
        } else if (stored.isMember()) {
            var settled = point.isPresent() ? stored.joinedSeq() - 1 : stored.headSeq();
            put(stored, Bookmark.open(settled, stored.joinedSeq(), stored.headSeq()));
        } else {
            put(stored, Bookmark.closed(stored.leftSeq(), stored.leftSeq()));
        }
    }

    private void beginListed(Membership stored, long listed) {
        if (stored.isMember()) {
            put(stored, Bookmark.open(listed, stored.joinedSeq(), stored.headSeq()));
        } else if (listed < stored.leftSeq()) {
            // Open for what they missed: the event that ended the membership closes it again.
            put(stored, Bookmark.open(listed, listed, stored.leftSeq()));
        } else {
            put(stored, Bookmark.closed(listed, stored.leftSeq()));
        }
    }

    private void put(Membership stored, Bookmark bookmark) {
        byConversation.put(stored.conversation(), bookmark);
        if (bookmark.isUnproved()) {
            unproved.add(stored.conversation());
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
        byConversation.put(conversation, isDirect ? Bookmark.open(listed, 0, 0) : Bookmark.closed(listed, 0));
        unproved.add(conversation);
    }

    /** The listed conversations whose position nothing has confirmed yet, or whose membership. */
    Set<String> unproved() {
        unproved.removeIf(this::isProved);
        return Set.copyOf(unproved);
    }

    private boolean isProved(String conversation) {
        var bookmark = byConversation.get(conversation);
        return bookmark == null || (bookmark.isKnown() && !bookmark.isUnproved());
    }

    @Nullable
    Bookmark find(String conversation) {
        return byConversation.get(conversation);
    }

    void remove(String conversation) {
        byConversation.remove(conversation);
    }

    Collection<String> conversations() {
        return byConversation.keySet();
    }

    /** The bookmark that an event concerns; begins one where the event makes the user a member. Empty for other people's events. */
    Optional<Bookmark> concernedBy(LoggedEvent event) {
        if (!event.key().tenant().equals(tenant)) {
            return Optional.empty();
        }
        var conversation = event.key().conversation();
        var known = byConversation.get(conversation);
        if (known != null) {
            return Optional.of(known);
        }
        if (event.change().on(user) == MembershipEffect.JOINS) {
            return Optional.of(begin(conversation, Bookmark.closed(0, 0)));
        }
        // A direct conversation begins with its first message.
        return event.direct()
                .filter(direct -> direct.names(user))
                .map(_ -> begin(conversation, Bookmark.open(0, 0, 0)));
    }

    private Bookmark begin(String conversation, Bookmark bookmark) {
        byConversation.put(conversation, bookmark);
        return bookmark;
    }

    /** Judges an event of the log for this session. */
    Verdict offer(LoggedEvent event) {
        return concernedBy(event)
                .map(bookmark -> bookmark.offer(event.seq(), event.change().on(user)))
                .orElse(Verdict.HIDDEN);
    }
}
