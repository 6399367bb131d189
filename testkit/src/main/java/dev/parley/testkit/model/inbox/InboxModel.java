package dev.parley.testkit.model.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What users have of their conversations, after what a log tells; each answer is counted anew. */
public final class InboxModel {
    private static final Comparator<String> BY_BYTES =
            Comparator.comparing(text -> text.getBytes(UTF_8), Arrays::compareUnsigned);
    private static final Comparator<ConversationSight> LATEST_FIRST = Comparator.comparingLong(
                    ConversationSight::lastActivityAt)
            .reversed()
            .thenComparing(ConversationSight::conversation, BY_BYTES);
    private static final Comparator<ThreadSight> LAST_REPLIED_FIRST = Comparator.comparingLong(ThreadSight::lastReplyAt)
            .reversed()
            .thenComparing(ThreadSight::conversation, BY_BYTES)
            .thenComparingLong(ThreadSight::seq);

    private final InboxLog log;

    public InboxModel(InboxLog log) {
        this.log = log;
    }

    /** The whole list of a user. */
    public List<ConversationSight> list(String tenant, String user, InboxFilter filter) {
        return log.conversations(tenant).stream()
                .filter(name -> name.startsWith(filter.prefix()))
                .flatMap(name -> conversation(tenant, user, name).stream())
                .filter(sight -> isListed(sight, filter))
                .sorted(LATEST_FIRST)
                .toList();
    }

    private static boolean isListed(ConversationSight sight, InboxFilter filter) {
        var isUnread = sight.unread().messages() > 0 || sight.marker().isMarkedUnread();
        return (filter.withFormer() || sight.isMember())
                && (filter.archived() == null
                        || filter.archived() == sight.settings().isArchived())
                && (filter.unread() == null || filter.unread() == isUnread)
                && (filter.withHidden() || !sight.isHidden());
    }

    /** What hid a former group hides nothing of its successor. */
    private static boolean isHidden(History history, Stay stay, long hiddenUpTo) {
        return hiddenUpTo > stay.sinceSeq()
                && history.messages().stream()
                        .noneMatch(message -> message.seq > hiddenUpTo && stay.covers(message.seq));
    }

    /** Empty where the user never was a member. */
    public Optional<ConversationSight> conversation(String tenant, String user, String conversation) {
        var history = log.history(tenant, conversation);
        return history.lastStay(user).map(stay -> sight(history, user, stay));
    }

    private ConversationSight sight(History history, String user, Stay stay) {
        var own = log.ownState(history.tenant, user);
        var marker = Markers.of(history, user, stay);
        var head = stay.lastSeq(history.headSeq());
        var seen = history.messages().stream()
                .filter(message -> stay.covers(message.seq))
                .toList();
        return new ConversationSight(
                history.name,
                stay.isPresent(),
                head,
                history.messageNo(head),
                seen.stream()
                        .filter(message -> !message.isReply() && !own.hides(history.name, message.seq))
                        .mapToLong(message -> message.seq)
                        .max()
                        .orElse(0),
                seen.isEmpty() ? stay.joinedAt() : seen.getLast().at,
                marker,
                unread(history, user, marker.readUpTo(), head),
                own.settings(history.name),
                isHidden(history, stay, own.settings(history.name).hiddenUpTo()));
    }

    /** Empty where the user is no member now. */
    public Optional<MarkerSight> marker(String tenant, String user, String conversation) {
        var history = log.history(tenant, conversation);
        return history.lastStay(user).filter(Stay::isPresent).map(stay -> Markers.of(history, user, stay));
    }

    /** What a member has read on joining; 0 where the user never was one. */
    public long floor(String tenant, String user, String conversation) {
        return log.history(tenant, conversation).lastStay(user).map(Stay::floor).orElse(0L);
    }

    /** Up to there it is a former group's, and no member of the present one reads it; 0 = there was none. */
    public long since(String tenant, String user, String conversation) {
        return log.history(tenant, conversation)
                .lastStay(user)
                .map(Stay::sinceSeq)
                .orElse(0L);
    }

    /** Whether what happened there is of the user's last membership, or of the group before that. */
    public boolean covers(String tenant, String user, String conversation, long seq) {
        return log.history(tenant, conversation)
                .lastStay(user)
                .filter(stay -> stay.covers(seq))
                .isPresent();
    }

    /** What would be unread with a marker there. */
    public UnreadSight unreadAfter(String tenant, String user, String conversation, long readUpTo) {
        var history = log.history(tenant, conversation);
        return unread(history, user, readUpTo, history.headSeq());
    }

    private UnreadSight unread(History history, String user, long after, long upTo) {
        var unread = history.messages().stream()
                .filter(message -> message.seq > after && message.seq <= upTo && !message.isReply())
                .filter(message -> isNews(history, user, message))
                .toList();
        return new UnreadSight(unread.size(), calls(unread, user), upTo);
    }

    private boolean isNews(History history, String user, Said message) {
        return !message.isDeleted
                && !message.sender.equals(user)
                && !log.ownState(history.tenant, user).hides(history.name, message.seq);
    }

    private static long calls(Collection<Said> messages, String user) {
        return messages.stream().filter(message -> message.calls(user)).count();
    }

    /** Of all present members. */
    public List<ReceiptSight> receipts(String tenant, String conversation, Collection<String> users) {
        var history = log.history(tenant, conversation);
        var sorted = new TreeSet<>(BY_BYTES);
        sorted.addAll(users);
        return sorted.stream()
                .flatMap(user -> marker(tenant, user, history.name)
                        .map(marker -> new ReceiptSight(user, marker.deliveredUpTo(), marker.readUpTo()))
                        .stream())
                .toList();
    }

    /** Of those that a message has reached; neither of its sender nor of who joined later. */
    public List<ReceiptSight> reached(String tenant, String conversation, long messageSeq, Collection<String> users) {
        var history = log.history(tenant, conversation);
        var message = history.message(messageSeq);
        return receipts(tenant, conversation, users).stream()
                .filter(receipt -> receipt.deliveredUpTo() >= messageSeq)
                .filter(receipt -> message != null && !receipt.user().equals(message.sender))
                .filter(receipt -> history.lastStay(receipt.user())
                        .filter(stay -> stay.floor() < messageSeq)
                        .isPresent())
                .toList();
    }

    /** The whole list of a user, whether it may still read them or not. */
    public List<ThreadSight> threads(String tenant, String user) {
        return log.histories().stream()
                .filter(history -> history.tenant.equals(tenant))
                .flatMap(history -> history.messages().stream()
                        .filter(message -> isFollowed(history, user, message))
                        .map(message -> thread(history, user, message)))
                .sorted(LAST_REPLIED_FIRST)
                .toList();
    }

    /** Who takes part follows, who is named in a standing reply, and who wants to; not who does not want to. */
    private boolean isFollowed(History history, String user, Said parent) {
        var mark = log.ownState(history.tenant, user).mark(history.name, parent.seq);
        var replies = history.replies(parent);
        if (replies.isEmpty() || mark.isHidden()) {
            return false;
        }
        if (mark.isSubscribed() != null) {
            return mark.isSubscribed();
        }
        return parent.sender.equals(user)
                || replies.stream().anyMatch(reply -> reply.sender.equals(user) || reply.names(user));
    }

    private ThreadSight thread(History history, String user, Said parent) {
        var mark = log.ownState(history.tenant, user).mark(history.name, parent.seq);
        var replies = history.replies(parent);
        var ownReply = replies.stream()
                .filter(reply -> reply.sender.equals(user))
                .mapToLong(reply -> reply.seq)
                .max()
                .orElse(0);
        var readUpTo = Math.max(mark.threadReadUpTo(), ownReply);
        var unread = replies.stream()
                .filter(reply -> reply.seq > readUpTo)
                .filter(reply -> isNews(history, user, reply))
                .toList();
        return new ThreadSight(
                history.name,
                parent.seq,
                replies.getLast().at,
                Boolean.TRUE.equals(mark.isSubscribed()),
                mark.isSaved(),
                readUpTo,
                unread.size(),
                calls(unread, user));
    }
}
