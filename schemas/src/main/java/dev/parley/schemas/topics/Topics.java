package dev.parley.schemas.topics;

import dev.parley.schemas.Action;
import dev.parley.schemas.Conversation;
import dev.parley.schemas.ConversationSettings;
import dev.parley.schemas.DeadLetter;
import dev.parley.schemas.Ephemeral;
import dev.parley.schemas.Event;
import dev.parley.schemas.Lease;
import dev.parley.schemas.Member;
import dev.parley.schemas.MessageMark;
import dev.parley.schemas.Outcome;
import dev.parley.schemas.Presence;
import dev.parley.schemas.Receipt;
import dev.parley.schemas.ReceiptAction;
import dev.parley.schemas.Restriction;
import dev.parley.schemas.ScheduledMessage;
import dev.parley.schemas.Session;
import dev.parley.schemas.Tenant;
import dev.parley.schemas.User;
import dev.parley.schemas.UserAction;
import dev.parley.schemas.topics.Topic.Cleanup;
import dev.parley.schemas.topics.Topic.Partitions;
import java.time.Duration;
import java.util.List;
import org.apache.avro.Schema;

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
    public static final Topic SCHEDULED =
            compacted("scheduled", "tenant/conversation/message", ScheduledMessage.getClassSchema());

    /** How far members say they have got, as they say it. */
    public static final Topic RECEIPTS_IN = new Topic(
            "receipts-in",
            "tenant/conversation",
            ReceiptAction.getClassSchema(),
            Partitions.PLATFORM,
            Cleanup.DELETE,
            Duration.ofDays(1),
            true);

    /** How far each member has got; stands in the partition of the conversation. */
    public static final Topic RECEIPTS = compacted("receipts", "tenant/conversation/user", Receipt.getClassSchema());

    /** Every conversation as it is now; stands in the partition of its events. */
    public static final Topic CONVERSATIONS =
            compacted("conversations", "tenant/conversation", Conversation.getClassSchema());

    /** Every present and former membership; stands in the partition of the conversation. */
    public static final Topic MEMBERS = compacted("members", "tenant/conversation/user", Member.getClassSchema());

    /** Who blocks whom, and who is muted; stands in the partition of the conversation. */
    public static final Topic RESTRICTIONS =
            compacted("restrictions", "tenant/conversation/user", Restriction.getClassSchema());

    /** What is live only: who is writing, and what applications show each other. */
    public static final Topic EPHEMERAL = new Topic(
            "ephemeral",
            "tenant/conversation",
            Ephemeral.getClassSchema(),
            Partitions.PLATFORM,
            Cleanup.DELETE,
            Duration.ofMinutes(5),
            true);

    /** Which devices are connected where, and what users want to be shown as. */
    public static final Topic LEASES = new Topic(
            "leases",
            "tenant/user",
            Lease.getClassSchema(),
            Partitions.PLATFORM,
            Cleanup.DELETE,
            Duration.ofMinutes(15),
            true);

    /** How every user is shown; stands in the partition of the user. */
    public static final Topic PRESENCE = compacted("presence", "tenant/user", Presence.getClassSchema());

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
    public static final Topic USERS = compacted("users", "tenant/user", User.getClassSchema());

    /** The tokens of users, and what became of them; stands in the partition of the user. */
    public static final Topic SESSIONS = compacted("sessions", "tenant/user/session", Session.getClassSchema());

    /** What users set on messages for themselves alone; stands in the partition of the user. */
    public static final Topic MESSAGE_MARKS =
            compacted("message-marks", "tenant/user/message", MessageMark.getClassSchema());

    /** What users set on conversations for themselves alone; stands in the partition of the user. */
    public static final Topic CONVERSATION_SETTINGS =
            compacted("conversation-settings", "tenant/user/conversation", ConversationSettings.getClassSchema());

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
    public static final List<Topic> ALL = List.of(
            ACTIONS,
            EVENTS,
            OUTCOMES,
            SCHEDULED,
            RECEIPTS_IN,
            RECEIPTS,
            CONVERSATIONS,
            MEMBERS,
            RESTRICTIONS,
            EPHEMERAL,
            LEASES,
            PRESENCE,
            USER_ACTIONS,
            USERS,
            SESSIONS,
            MESSAGE_MARKS,
            CONVERSATION_SETTINGS,
            TENANTS,
            DEAD_LETTERS);

    private Topics() {}

    /** The latest record of each key is kept for ever. */
    private static Topic compacted(String name, String key, Schema value) {
        return new Topic(name, key, value, Partitions.PLATFORM, Cleanup.COMPACT, null, false);
    }
}
