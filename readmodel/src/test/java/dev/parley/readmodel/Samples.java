package dev.parley.readmodel;

import dev.parley.readmodel.write.LogPartition;
import dev.parley.readmodel.write.LogRecord;
import dev.parley.readmodel.write.LogRecord.EventRecord;
import dev.parley.readmodel.write.LogRecord.MarkRecord;
import dev.parley.readmodel.write.LogRecord.ReceiptRecord;
import dev.parley.readmodel.write.LogRecord.SessionRecord;
import dev.parley.readmodel.write.LogRecord.SettingsRecord;
import dev.parley.readmodel.write.LogRecord.UserRecord;
import dev.parley.schemas.ConversationSettings;
import dev.parley.schemas.Event;
import dev.parley.schemas.EventId;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.GroupCreated;
import dev.parley.schemas.GroupDeleted;
import dev.parley.schemas.GroupOwnerChanged;
import dev.parley.schemas.GroupUpdated;
import dev.parley.schemas.MemberAdded;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberLeft;
import dev.parley.schemas.MemberRemoved;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.MemberRoleChanged;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.MessageKind;
import dev.parley.schemas.MessageMark;
import dev.parley.schemas.Receipt;
import dev.parley.schemas.Session;
import dev.parley.schemas.User;
import dev.parley.schemas.UserStatus;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.serde.AvroWriter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records as the topologies write them. */
public final class Samples {
    public static final String TENANT = "acme";
    public static final Instant START = Instant.parse("2026-01-02T03:04:05.678Z");

    private static final AvroWriter<Event> EVENTS =
            new AvroWriter<>(new InMemoryRegistry(), "events", Event.getClassSchema());

    private Samples() {}

    /** A text message; its messageNo equals its seq. */
    public static Event message(String conversation, long seq, String text) {
        var content = new MessageContent(text, null, List.of("bob"), List.of("t1"), "{\"k\":1}", List.of());
        var body = new MessageCreated(messageId(conversation, seq), MessageKind.TEXT, null, null, null, null, false);
        return event(conversation, seq, content, body);
    }

    public static Event groupCreated(String group, long seq, GroupAccess access) {
        var body = GroupCreated.newBuilder()
                .setName("The " + group)
                .setAccess(access)
                .setOwner("alice")
                .setDescription("About it")
                .setIcon("https://x/i.png")
                .setTags(List.of("a"))
                .build();
        return event("g:" + group, seq, null, body);
    }

    public static Event joined(String group, long seq, String user, long memberCount) {
        return event("g:" + group, seq, null, new MemberJoined(user, MemberRole.PARTICIPANT, memberCount, null, null));
    }

    public static Event left(String group, long seq, String user, long memberCount) {
        return event("g:" + group, seq, null, new MemberLeft(user, memberCount));
    }

    public static Event added(String group, long seq, String user, MemberRole role) {
        return event("g:" + group, seq, null, new MemberAdded(user, role, seq));
    }

    public static Event removed(String group, long seq, String user) {
        return event("g:" + group, seq, null, new MemberRemoved(user, seq));
    }

    public static Event roleChanged(String group, long seq, String user, MemberRole role) {
        return event("g:" + group, seq, null, new MemberRoleChanged(user, role));
    }

    public static Event ownerChanged(String group, long seq, String owner, String formerOwner) {
        return event("g:" + group, seq, null, new GroupOwnerChanged(owner, formerOwner));
    }

    /** Of these fields: name and description get the text, access is private, tags are "changed", slow mode is 30 s, admins mention all. */
    public static Event updated(String group, long seq, String text, String... fields) {
        var body = new GroupUpdated(
                List.of(fields),
                text,
                GroupAccess.PRIVATE,
                text,
                null,
                List.of("changed"),
                "{\"changed\":1}",
                30,
                MemberRole.ADMIN);
        return event("g:" + group, seq, null, body);
    }

    public static Event deleted(String group, long seq) {
        return event("g:" + group, seq, null, new GroupDeleted());
    }

    public static Event event(String conversation, long seq, @Nullable Object content, Object body) {
        return Event.newBuilder()
                .setEventId(new EventId(ByteBuffer.allocate(16)
                        .putLong(conversation.hashCode())
                        .putLong(seq)
                        .array()))
                .setTenant(TENANT)
                .setConversation(conversation)
                .setSeq(seq)
                .setMessageNo(seq)
                .setActor("alice")
                .setAt(START.plusSeconds(seq))
                .setActionId("action-" + seq)
                .setContent(content)
                .setBody(body)
                .build();
    }

    public static String messageId(String conversation, long seq) {
        return conversation.hashCode() + "-" + seq;
    }

    public static User user(String id, long version, String name) {
        return User.newBuilder()
                .setTenant(TENANT)
                .setId(id)
                .setName(name)
                .setTags(List.of("vip"))
                .setStatus(UserStatus.ACTIVE)
                .setVersion(version)
                .setCreatedAt(START)
                .setUpdatedAt(START.plusSeconds(version))
                .build();
    }

    /** Alice's mark on a message, with nothing set but what is set on top. */
    public static MessageMark.Builder mark(String conversation, long messageSeq, long version) {
        return MessageMark.newBuilder()
                .setTenant(TENANT)
                .setUser("alice")
                .setConversation(conversation)
                .setMessageId(messageId(conversation, messageSeq))
                .setMessageSeq(messageSeq)
                .setVersion(version)
                .setUpdatedAt(START.plusSeconds(version));
    }

    /** As {@link #mark}, saved by that version. */
    public static MessageMark.Builder saved(String conversation, long messageSeq, long version) {
        return mark(conversation, messageSeq, version)
                .setSavedAt(START.plusSeconds(version))
                .setSavedVersion(version);
    }

    public static LogRecord row(long offset, MessageMark mark) {
        return new MarkRecord(new LogPartition("message-marks", 0), offset, mark, 100);
    }

    /** How far a member of a group has got that joined with the second event. */
    public static Receipt.Builder receipt(String conversation, String user, long version) {
        return Receipt.newBuilder()
                .setTenant(TENANT)
                .setConversation(conversation)
                .setUser(user)
                .setMemberSince(2)
                .setDeliveredUpTo(2)
                .setReadUpTo(2)
                .setVersion(version)
                .setUpdatedAt(START.plusSeconds(version));
    }

    /** As {@link #receipt}, read up to that seq at the time of the version. */
    public static Receipt.Builder read(String conversation, String user, long version, long upTo) {
        return receipt(conversation, user, version)
                .setReadUpTo(upTo)
                .setReadAt(START.plusSeconds(version))
                .setDeliveredUpTo(upTo)
                .setDeliveredAt(START.plusSeconds(version));
    }

    /** Settings with nothing set but what is set on top. */
    public static ConversationSettings.Builder settings(String conversation, String user, long version) {
        return ConversationSettings.newBuilder()
                .setTenant(TENANT)
                .setUser(user)
                .setConversation(conversation)
                .setVersion(version)
                .setUpdatedAt(START.plusSeconds(version));
    }

    /** A session of an hour that began at the time of its version. */
    public static Session.Builder session(String user, String id, long version) {
        return Session.newBuilder()
                .setTenant(TENANT)
                .setUser(user)
                .setId(id)
                .setCreatedAt(START.plusSeconds(version))
                .setExpiresAt(START.plusSeconds(version + 3_600))
                .setVersion(version)
                .setUpdatedAt(START.plusSeconds(version));
    }

    public static LogRecord row(long offset, Session session) {
        return new SessionRecord(new LogPartition("sessions", 0), offset, session, 100);
    }

    public static LogRecord row(long offset, Receipt receipt) {
        return new ReceiptRecord(new LogPartition("receipts", 0), offset, receipt, 100);
    }

    public static LogRecord row(long offset, ConversationSettings settings) {
        return new SettingsRecord(new LogPartition("conversation-settings", 0), offset, settings, 100);
    }

    /** The event as the record of partition 0 with that offset. */
    public static LogRecord row(long offset, Event event) {
        return new EventRecord(new LogPartition("events", 0), offset, event, EVENTS.write(event));
    }

    public static LogRecord row(long offset, User user) {
        return new UserRecord(new LogPartition("users", 0), offset, user, 100);
    }

    /** The events as the first records of partition 0. */
    public static List<LogRecord> rows(Event... events) {
        var rows = new LogRecord[events.length];
        for (var offset = 0; offset < events.length; offset++) {
            rows[offset] = row(offset, events[offset]);
        }
        return List.of(rows);
    }
}
