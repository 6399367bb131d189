package dev.parley.schemas.topics;

import dev.parley.schemas.Action;
import dev.parley.schemas.DeadLetter;
import dev.parley.schemas.Event;
import dev.parley.schemas.MessageMark;
import dev.parley.schemas.Outcome;
import dev.parley.schemas.ScheduledMessage;
import dev.parley.schemas.Tenant;
import dev.parley.schemas.User;
import dev.parley.schemas.UserAction;
import dev.parley.schemas.topics.Topic.Cleanup;
import dev.parley.schemas.topics.Topic.Partitions;
import java.time.Duration;
import java.util.List;

/** Every topic of the platform. Names, keys and values are public API. */
public final class Topics {
    /** What clients ask, in the order in which it counts. */
    public static final Topic ACTIONS = new Topic(
            "actions",
            "tenant/conversation",
            Action.getClassSchema(),
            Partitions.PLATFORM,
            Cleanup.DELETE,
            Duration.ofDays(7),
            true);

    /** What happened: the system of record. */
    public static final Topic EVENTS = new Topic(
            "events", "tenant/conversation", Event.getClassSchema(), Partitions.PLATFORM, Cleanup.DELETE, null, false);

    /** Answers to whoever waits for them. */
    public static final Topic OUTCOMES = new Topic(
            "outcomes",
            "edge node",
            Outcome.getClassSchema(),
            Partitions.PLATFORM,
            Cleanup.DELETE,
            Duration.ofHours(1),
            false);

    /** Messages that are sent later, each as it is now; private to their senders. */
    public static final Topic SCHEDULED = new Topic(
            "scheduled",
            "tenant/conversation/message",
            ScheduledMessage.getClassSchema(),
            Partitions.PLATFORM,
            Cleanup.COMPACT,
            null,
            false);

    /** What is asked of users' own data. */
    public static final Topic USER_ACTIONS = new Topic(
            "user-actions",
            "tenant/user",
            UserAction.getClassSchema(),
            Partitions.PLATFORM,
            Cleanup.DELETE,
            Duration.ofDays(7),
            true);

    /** Every user as it is now. */
    public static final Topic USERS =
            new Topic("users", "tenant/user", User.getClassSchema(), Partitions.PLATFORM, Cleanup.COMPACT, null, false);

    /** What users set on messages for themselves alone; stands in the partition of the user. */
    public static final Topic MESSAGE_MARKS = new Topic(
            "message-marks",
            "tenant/user/message",
            MessageMark.getClassSchema(),
            Partitions.PLATFORM,
            Cleanup.COMPACT,
            null,
            false);

    /** Every tenant as it is now. */
    public static final Topic TENANTS =
            new Topic("tenants", "tenant", Tenant.getClassSchema(), Partitions.ONE, Cleanup.COMPACT, null, false);

    /** What could not be processed, with its cause. */
    public static final Topic DEAD_LETTERS = new Topic(
            "dead-letters",
            "source topic and partition",
            DeadLetter.getClassSchema(),
            Partitions.ONE,
            Cleanup.DELETE,
            Duration.ofDays(30),
            false);

    /** The whole catalogue, in the order of a message's way. */
    public static final List<Topic> ALL =
            List.of(ACTIONS, EVENTS, OUTCOMES, SCHEDULED, USER_ACTIONS, USERS, MESSAGE_MARKS, TENANTS, DEAD_LETTERS);

    private Topics() {}
}
