package dev.parley.testkit.model.inbox;

import dev.parley.schemas.Event;
import dev.parley.schemas.GroupDeleted;
import dev.parley.schemas.MemberAdded;
import dev.parley.schemas.MemberBanned;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberLeft;
import dev.parley.schemas.MemberRemoved;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.MessageDeleted;
import dev.parley.schemas.MessageEdited;
import dev.parley.schemas.ReceiptAction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One conversation of one tenant: its events, and the receipts of its members. */
final class History {
    final String tenant;
    final String name;
    /** By seq, without a hole. */
    final List<Event> events = new ArrayList<>();
    /** In the order in which they were decided. */
    final List<Receipted> receipts = new ArrayList<>();

    private final SortedMap<Long, Said> messages = new TreeMap<>();

    /** @param knownSeq seq of the last event that was known when it was decided */
    record Receipted(ReceiptAction receipt, long knownSeq) {}

    History(String tenant, String name) {
        this.tenant = tenant;
        this.name = name;
    }

    boolean isDirect() {
        return name.startsWith("d:");
    }

    private boolean isOneOfTheTwo(String user) {
        return isDirect() && List.of(name.substring(2).split(":", 2)).contains(user);
    }

    long headSeq() {
        return events.isEmpty() ? 0 : events.getLast().getSeq();
    }

    /** Of each message the present state, by seq. */
    Collection<Said> messages() {
        return messages.values();
    }

    @Nullable
    Said message(long seq) {
        return messages.get(seq);
    }

    void take(Event event) {
        if (event.getSeq() != headSeq() + 1) {
            throw new AssertionError(name + ": seq " + event.getSeq() + " after " + headSeq());
        }
        events.add(event);
        switch (event.getBody()) {
            case MessageCreated created -> {
                var message = new Said(
                        created.getMessageId(),
                        event.getSeq(),
                        String.valueOf(event.getActor()),
                        event.getAt().toEpochMilli(),
                        created.getParentId());
                name(message, event, created.getMentionsAll());
                messages.put(event.getSeq(), message);
            }
            case MessageEdited edited
            when edited.getFields().contains("mentions") ->
                name(known(edited.getMessageSeq()), event, edited.getMentionsAll());
            case MessageDeleted deleted -> known(deleted.getMessageSeq()).isDeleted = true;
            case Object _ -> {}
        }
    }

    private static void name(Said message, Event event, boolean isToAll) {
        message.mentions = event.getContent() instanceof MessageContent content ? content.getMentions() : List.of();
        message.isToAll = isToAll;
    }

    private Said known(long seq) {
        var message = messages.get(seq);
        if (message == null) {
            throw new AssertionError(name + " has no message " + seq);
        }
        return message;
    }

    /** The user's last membership. */
    Optional<Stay> lastStay(String user) {
        return lastStay(user, headSeq());
    }

    /** The last that one knows of who has read the events up to a seq. */
    Optional<Stay> lastStay(String user, long upToSeq) {
        if (isDirect()) {
            return isOneOfTheTwo(user) && upToSeq > 0
                    ? Optional.of(new Stay(1, events.getFirst().getAt().toEpochMilli(), 0, 0, true))
                    : Optional.empty();
        }
        var stay = Optional.<Stay>empty();
        var sinceSeq = 0L;
        for (var event : events.subList(0, (int) upToSeq)) {
            if (event.getBody() instanceof GroupDeleted) {
                sinceSeq = event.getSeq();
            }
            if (user.equals(joining(event))) {
                stay = Optional.of(new Stay(event.getSeq(), event.getAt().toEpochMilli(), 0, sinceSeq, false));
            } else if (ends(event, user)) {
                stay = stay.map(it -> ended(it, event.getSeq()));
            }
        }
        return stay;
    }

    private static Stay ended(Stay stay, long seq) {
        return stay.isPresent() ? new Stay(stay.joinedSeq(), stay.joinedAt(), seq, stay.sinceSeq(), false) : stay;
    }

    private static @Nullable String joining(Event event) {
        return switch (event.getBody()) {
            case MemberJoined joined -> joined.getUser();
            case MemberAdded added -> added.getUser();
            case Object _ -> null;
        };
    }

    private static boolean ends(Event event, String user) {
        return switch (event.getBody()) {
            case MemberLeft left -> left.getUser().equals(user);
            case MemberRemoved removed -> removed.getUser().equals(user);
            case MemberBanned banned ->
                banned.getWasMember() && banned.getUser().equals(user);
            case GroupDeleted _ -> true;
            case Object _ -> false;
        };
    }

    /** How many messages there were up to a seq. */
    long messageNo(long seq) {
        return messages.headMap(seq + 1).size();
    }

    /** Of a message's thread, by seq, deleted ones included. */
    List<Said> replies(Said parent) {
        return messages().stream()
                .filter(message -> parent.id.equals(message.parentId))
                .toList();
    }
}
