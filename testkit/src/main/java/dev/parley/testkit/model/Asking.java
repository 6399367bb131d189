package dev.parley.testkit.model;

import dev.parley.schemas.Action;
import dev.parley.schemas.Event;
import dev.parley.schemas.EventId;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.ScheduledMessage;
import dev.parley.schemas.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One action while the model decides it: who may do what, and what happens. */
final class Asking {
    static final long DAY = 24 * 3_600_000L;

    private static final int ID_BYTES = 16;

    final Action action;
    final String actor;
    final Conversation in;
    /** In milliseconds. */
    final long now;

    final Chosen chosen;
    final NavigableSet<Timer> timers;
    final List<Event> events = new ArrayList<>();
    final List<ScheduledMessage> scheduled = new ArrayList<>();

    /** @param timers those that wait */
    Asking(Action action, Conversation in, long now, Chosen chosen, NavigableSet<Timer> timers) {
        this.action = action;
        this.actor = Objects.requireNonNullElse(action.getActor(), "");
        this.in = in;
        this.now = now;
        this.chosen = chosen;
        this.timers = timers;
    }

    Event happens(Object body) {
        return happens(body, null);
    }

    Event happens(Object body, @Nullable MessageContent content) {
        var event = new Event(
                new EventId(new byte[ID_BYTES]),
                in.tenant,
                in.name,
                in.headSeq() + 1,
                in.messageNo,
                action.getActor(),
                Instant.ofEpochMilli(now),
                action.getActionId().isEmpty() ? null : action.getActionId(),
                action.getClientAt(),
                0,
                content,
                body);
        events.add(event);
        in.log.add(event);
        return event;
    }

    /** The group that the action is about. */
    Group group() {
        if (in.group == null) {
            throw new Refusal("group-not-found");
        }
        return in.group;
    }

    /** The actor must take part; to strangers a private group is what is not there. */
    void mustTakePart(String hidden) {
        if (!in.isMember(actor)) {
            var isSeen = in.isDirect() || (in.group != null && !in.group.isPrivate());
            throw new Refusal(isSeen ? "not-a-member" : hidden);
        }
    }

    /** As {@link #mustTakePart}, and neither be muted nor blocked. */
    void mustBeHeard(String hidden) {
        mustTakePart(hidden);
        if (in.isDirect()) {
            Refusal.when(in.blockers.contains(in.other(actor)), "blocked");
        } else {
            Refusal.when(now < self().mutedUntil, "muted");
        }
    }

    /** The actor as a member of the group. */
    Member self() {
        return Objects.requireNonNull(group().members.get(actor));
    }

    /** The actor must have at least this role in the group. */
    Group groupWith(MemberRole least) {
        var group = group();
        mustTakePart("group-not-found");
        Refusal.when(!self().isAtLeast(least), "not-permitted");
        return group;
    }

    boolean isModerator() {
        return !in.isDirect() && self().isAtLeast(MemberRole.MODERATOR);
    }

    /** A message of this conversation for somebody who takes part; it may be deleted. */
    Message message(String id) {
        mustTakePart("message-not-found");
        return find(id, "message-not-found");
    }

    /** A message for a change that the muted and the blocked may not make. */
    Message messageToChange(String id) {
        mustBeHeard("message-not-found");
        var message = find(id, "message-not-found");
        Refusal.when(message.isDeleted, "message-deleted");
        return message;
    }

    Message find(String id, String unknown) {
        Refusal.when(!knows(id), unknown);
        return in.message(id);
    }

    /** What is older than a day is known only where the edge says so. */
    boolean knows(String id) {
        var message = in.messages.get(id);
        return message != null
                && in.isOfPresentGroup(message)
                && (now - Math.max(message.touchedAt, message.keptUntil) < DAY || isStamped(id));
    }

    /** A timer needs what is known of a message. */
    void keep(@Nullable String id, long until) {
        if (id != null) {
            var message = in.message(id);
            message.touch(now);
            message.keptUntil = Math.max(message.keptUntil, until);
        }
    }

    private boolean isStamped(String id) {
        return Stream.of(action.getTarget(), action.getParentTarget())
                .filter(Objects::nonNull)
                .map(Target::getMessageId)
                .anyMatch(id::equals);
    }
}
