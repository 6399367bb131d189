package dev.parley.ingress;

import dev.parley.readmodel.read.MessageStore.StoredMessage;
import dev.parley.readmodel.read.ThreadStore;
import dev.parley.schemas.MessageMark;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The threads among the stored events. */
record InMemoryThreads(InMemoryStore store) implements ThreadStore {
    private static final Comparator<Place> ORDER = Comparator.comparingLong(Place::lastReplyAt)
            .reversed()
            .thenComparing(Place::conversation)
            .thenComparingLong(Place::seq);

    @Override
    public List<FollowedThread> of(String tenant, String user, @Nullable Place after, int limit) {
        var messages = new InMemoryMessages(store, user);
        return store.conversations(tenant).stream()
                .flatMap(conversation -> {
                    var all = messages.after(tenant, conversation, 0, Integer.MAX_VALUE);
                    return all.stream().filter(it -> it.thread() != null).flatMap(it -> thread(tenant, user, it, all));
                })
                .filter(thread -> after == null || ORDER.compare(after, place(thread)) < 0)
                .sorted(Comparator.comparing(InMemoryThreads::place, ORDER))
                .limit(limit)
                .toList();
    }

    private Stream<FollowedThread> thread(String tenant, String user, StoredMessage parent, List<StoredMessage> all) {
        var mark = store.marks(tenant, user).stream()
                .filter(it -> it.getMessageId().equals(parent.id()))
                .findFirst();
        var choice = mark.flatMap(it -> Optional.ofNullable(it.getSubscribed()));
        var takesPart = parent.sender().equals(user)
                || all.stream().anyMatch(it -> parent.id().equals(it.parentId()) && concerns(it, user));
        var isSaved = mark.map(MessageMark::getSavedAt).isPresent();
        return choice.orElse(takesPart)
                ? Stream.of(followed(tenant, user, parent, choice.orElse(false), isSaved))
                : Stream.of();
    }

    private static boolean concerns(StoredMessage reply, String user) {
        return reply.sender().equals(user)
                || (!reply.isDeleted() && reply.mentions().contains(user));
    }

    private FollowedThread followed(
            String tenant, String user, StoredMessage parent, boolean isSubscribed, boolean isSaved) {
        var marker = marker(tenant, user, parent);
        return new FollowedThread(parent, isSubscribed, isSaved, marker.readUpTo(), marker.unread(), marker.mentions());
    }

    @Override
    public ThreadMarker marker(String tenant, String user, StoredMessage parent) {
        var replies = new InMemoryMessages(store, user)
                .replies(tenant, parent.conversation(), parent.id(), 0, Integer.MAX_VALUE);
        var read = store.marks(tenant, user).stream()
                .filter(it -> it.getMessageId().equals(parent.id()))
                .mapToLong(MessageMark::getThreadReadUpTo);
        var own = replies.stream().filter(it -> it.sender().equals(user)).mapToLong(StoredMessage::seq);
        var readUpTo = LongStream.concat(read, own).max().orElse(0);
        var unread = replies.stream()
                .filter(it ->
                        it.seq() > readUpTo && !it.isDeleted() && !it.sender().equals(user))
                .toList();
        return new ThreadMarker(readUpTo, unread.size(), InMemoryInbox.mentions(unread, user));
    }

    private static Place place(FollowedThread thread) {
        var replies = Optional.ofNullable(thread.parent().thread()).orElseThrow();
        return new Place(
                replies.lastReplyAt().toEpochMilli(),
                thread.parent().conversation(),
                thread.parent().seq());
    }
}
