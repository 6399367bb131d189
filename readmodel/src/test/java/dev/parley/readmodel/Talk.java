package dev.parley.readmodel;

import dev.parley.schemas.Event;
import dev.parley.schemas.EventId;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.GroupCreated;
import dev.parley.schemas.GroupDeleted;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberLeft;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.MessageDeleted;
import dev.parley.schemas.MessageEdited;
import dev.parley.schemas.MessageKind;
import dev.parley.schemas.ReactionAdded;
import dev.parley.schemas.ThreadUpdated;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A conversation as its topology writes it: seqs and numbers of messages are contiguous. Each call returns the seq of what it adds. */
public final class Talk {
    /** Names everybody in a list of names. */
    public static final String ALL = "@all";

    private static final int EVENT_ID_BYTES = 16;

    private final String tenant;
    private final String conversation;
    private final List<Event> events = new ArrayList<>();
    private final Map<Long, String> senders = new HashMap<>();
    private final Map<Long, Long> parents = new HashMap<>();
    private long messageNo;
    private int incarnation;

    public Talk(String conversation) {
        this(Samples.TENANT, conversation);
    }

    public Talk(String tenant, String conversation) {
        this.tenant = tenant;
        this.conversation = conversation;
    }

    /** A group that these joined one after the other, from its second event on. */
    public static Talk group(String id, String... members) {
        var group = new Talk("g:" + id);
        group.begin();
        for (var member : members) {
            group.join(member);
        }
        return group;
    }

    public String conversation() {
        return conversation;
    }

    public List<Event> events() {
        return List.copyOf(events);
    }

    public long head() {
        return events.size();
    }

    public long messageNo() {
        return messageNo;
    }

    /** When the event of that seq happened. */
    public static Instant at(long seq) {
        return Samples.START.plusSeconds(seq);
    }

    public static String id(String conversation, long seq) {
        return conversation + "/" + seq;
    }

    public long begin() {
        incarnation++;
        var group = new GroupCreated(
                "The " + conversation,
                GroupAccess.PRIVATE,
                "alice",
                null,
                null,
                List.of(),
                null,
                incarnation,
                MemberRole.PARTICIPANT);
        return add("alice", null, group);
    }

    public long end() {
        return add("alice", null, new GroupDeleted());
    }

    public long join(String user) {
        return add(user, null, new MemberJoined(user, MemberRole.PARTICIPANT, 1L, null, null));
    }

    public long leave(String user) {
        return add(user, null, new MemberLeft(user, 1L));
    }

    /** A message that names these; {@link #ALL} is everybody. */
    public long say(String sender, String... named) {
        return create(sender, null, named);
    }

    /** A reply in the thread of a message; {@link #thread} tells of it. */
    public long reply(String sender, long parentSeq, String... named) {
        return create(sender, parentSeq, named);
    }

    /** Right behind a reply or the deletion of one, of the actor of that. */
    public long thread(String actor, long parentSeq, long replies, long lastReplySeq) {
        var parent = new ThreadUpdated(
                id(conversation, parentSeq),
                parentSeq,
                senders.getOrDefault(parentSeq, ""),
                replies,
                at(lastReplySeq),
                lastReplySeq);
        return add(actor, null, parent);
    }

    private long create(String sender, @Nullable Long parentSeq, String... named) {
        messageNo++;
        var seq = head() + 1;
        senders.put(seq, sender);
        if (parentSeq != null) {
            parents.put(seq, parentSeq);
        }
        var parentId = parentSeq == null ? null : id(conversation, parentSeq);
        var body = new MessageCreated(
                id(conversation, seq),
                MessageKind.TEXT,
                parentId,
                null,
                null,
                parentSeq,
                List.of(named).contains(ALL));
        return add(sender, content("text " + seq, named), body);
    }

    /** From now on the message names these and nobody else. */
    public long rename(long messageSeq, String... named) {
        return edit(messageSeq, "mentions", content(null, named), List.of(named).contains(ALL));
    }

    /** Another text; whom the message names stays. */
    public long reword(long messageSeq) {
        return edit(messageSeq, "text", content("new text"), false);
    }

    private long edit(long messageSeq, String field, MessageContent content, boolean isToAll) {
        var sender = senders.getOrDefault(messageSeq, "");
        var parentSeq = parents.get(messageSeq);
        var parentId = parentSeq == null ? null : id(conversation, parentSeq);
        var body = new MessageEdited(
                id(conversation, messageSeq), messageSeq, sender, List.of(field), isToAll, parentId, parentSeq);
        return add(sender, content, body);
    }

    public long delete(long messageSeq) {
        var parentSeq = parents.get(messageSeq);
        var parentId = parentSeq == null ? null : id(conversation, parentSeq);
        var sender = senders.getOrDefault(messageSeq, "");
        return add(
                "alice", null, new MessageDeleted(id(conversation, messageSeq), messageSeq, sender, false, parentId));
    }

    public long react(String user, long messageSeq) {
        return add(user, null, new ReactionAdded(id(conversation, messageSeq), messageSeq, "", "!", 1L));
    }

    private static MessageContent content(@Nullable String text, String... named) {
        return new MessageContent(text, null, List.of(named), List.of(), null, List.of());
    }

    private long add(String actor, @Nullable Object content, Object body) {
        var seq = head() + 1;
        events.add(Event.newBuilder()
                .setEventId(new EventId(ByteBuffer.allocate(EVENT_ID_BYTES)
                        .putLong(conversation.hashCode())
                        .putLong(seq)
                        .array()))
                .setTenant(tenant)
                .setConversation(conversation)
                .setSeq(seq)
                .setMessageNo(messageNo)
                .setActor(actor)
                .setAt(at(seq))
                .setActionId("action-" + seq)
                .setContent(content)
                .setBody(body)
                .build());
        return seq;
    }
}
