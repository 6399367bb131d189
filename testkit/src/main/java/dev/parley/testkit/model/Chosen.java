package dev.parley.testkit.model;

import dev.parley.schemas.Event;
import dev.parley.schemas.GroupCreated;
import dev.parley.schemas.InviteCreated;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.ScheduledMessage;
import dev.parley.schemas.ScheduledState;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;

/**
 * What the contract leaves to the platform, as it was seen, in its order: the ids of new messages, invites and scheduled messages, and
 * the number of a group's incarnation.
 */
public final class Chosen {
    private final Queue<String> messages = new ArrayDeque<>();
    private final Queue<String> invites = new ArrayDeque<>();
    private final Queue<String> scheduled = new ArrayDeque<>();
    private final Queue<Integer> incarnations = new ArrayDeque<>();

    private Chosen() {}

    /** Out of what one record led to. */
    public static Chosen in(List<Event> events, List<ScheduledMessage> later) {
        var chosen = new Chosen();
        events.forEach(chosen::take);
        later.stream()
                .filter(message -> message.getState() == ScheduledState.WAITING)
                .forEach(message -> chosen.scheduled.add(message.getId()));
        return chosen;
    }

    /** Out of an answer, which names what was made. */
    public static Chosen answered(String id) {
        var chosen = new Chosen();
        chosen.messages.add(id);
        chosen.invites.add(id);
        return chosen;
    }

    private void take(Event event) {
        switch (event.getBody()) {
            case MessageCreated created -> messages.add(created.getMessageId());
            case InviteCreated created -> invites.add(created.getInviteId());
            case GroupCreated created -> incarnations.add(created.getIncarnation());
            case Object _ -> {}
        }
    }

    String message() {
        return next(messages, "none");
    }

    String invite() {
        return next(invites, "none");
    }

    String scheduled() {
        return next(scheduled, "none");
    }

    /** 0 = not seen. */
    int incarnation() {
        return next(incarnations, 0);
    }

    /** Where nothing was seen, the comparison with what must happen fails. */
    private static <T> T next(Queue<T> of, T missing) {
        return Objects.requireNonNullElse(of.poll(), missing);
    }
}
