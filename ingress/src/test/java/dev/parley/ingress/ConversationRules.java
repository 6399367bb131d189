package dev.parley.ingress;

import dev.parley.ingress.InMemoryActions.Refusal;
import dev.parley.schemas.Action;
import dev.parley.schemas.CreateGroup;
import dev.parley.schemas.Event;
import dev.parley.schemas.EventId;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.GroupCreated;
import dev.parley.schemas.JoinGroup;
import dev.parley.schemas.LeaveGroup;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberLeft;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.PostMessage;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rules of conversations in short: who may join, leave and speak. */
final class ConversationRules {
    private final Map<String, Conversation> conversations = new HashMap<>();

    private static final class Conversation {
        final Set<String> members = new LinkedHashSet<>();
        final Set<String> messageIds = new LinkedHashSet<>();

        @Nullable
        CreateGroup group;

        long seq;
        long messageNo;
    }

    List<Event> decide(Action action) throws Refusal {
        var key = action.getTenant() + "/" + action.getConversation();
        var conversation = conversations.getOrDefault(key, new Conversation());
        var events = switch (action.getBody()) {
            case CreateGroup create -> create(conversation, action, create);
            case JoinGroup join -> join(conversation, action, join);
            case LeaveGroup _ -> leave(conversation, action);
            case PostMessage post -> post(conversation, action, post);
            default -> throw new IllegalArgumentException("Not an action of a client.");
        };
        conversations.put(key, conversation);
        return events;
    }

    private static List<Event> create(Conversation it, Action action, CreateGroup create) throws Refusal {
        if (it.group != null) {
            throw new Refusal("group-exists");
        }
        it.group = create;
        it.members.add(action.getActor());
        var created = new GroupCreated(
                create.getName(),
                create.getAccess(),
                action.getActor(),
                create.getDescription(),
                create.getIcon(),
                create.getTags(),
                create.getMetadata(),
                1);
        return List.of(
                event(it, action, null, created),
                event(it, action, null, new MemberJoined(action.getActor(), MemberRole.OWNER, 1L)));
    }

    private static List<Event> join(Conversation it, Action action, JoinGroup join) throws Refusal {
        var group = it.group;
        if (group == null) {
            throw new Refusal("group-not-found");
        }
        if (group.getAccess() == GroupAccess.PRIVATE) {
            throw new Refusal("not-invited");
        }
        if (group.getAccess() == GroupAccess.PASSWORD && !group.getPasswordKey().equals(join.getPasswordKey())) {
            throw new Refusal("password-wrong");
        }
        if (!it.members.add(action.getActor())) {
            throw new Refusal("already-a-member");
        }
        var joined = new MemberJoined(action.getActor(), MemberRole.PARTICIPANT, (long) it.members.size());
        return List.of(event(it, action, null, joined));
    }

    private static List<Event> leave(Conversation it, Action action) throws Refusal {
        if (it.group == null) {
            throw new Refusal("group-not-found");
        }
        if (!it.members.contains(action.getActor())) {
            throw new Refusal("not-a-member");
        }
        if (it.members.iterator().next().equals(action.getActor())) {
            throw new Refusal("owner-cannot-leave");
        }
        it.members.remove(action.getActor());
        return List.of(event(it, action, null, new MemberLeft(action.getActor(), (long) it.members.size())));
    }

    private static List<Event> post(Conversation it, Action action, PostMessage post) throws Refusal {
        if (action.getConversation().startsWith("g:")) {
            if (it.group == null) {
                throw new Refusal("group-not-found");
            }
            if (!it.members.contains(action.getActor())) {
                throw new Refusal("not-a-member");
            }
        }
        if (post.getReplyToId() != null && !it.messageIds.contains(post.getReplyToId())) {
            throw new Refusal("reply-to-unknown");
        }
        it.messageNo++;
        var id = new UUID((System.currentTimeMillis() << 16) | 0x7000, Long.MIN_VALUE | it.seq).toString();
        it.messageIds.add(id);
        var created = new MessageCreated(id, post.getKind(), post.getParentId(), post.getReplyToId());
        return List.of(event(it, action, post.getContent(), created));
    }

    private static Event event(Conversation it, Action action, @Nullable MessageContent content, Object body) {
        it.seq++;
        var digest = ByteBuffer.allocate(16)
                .putInt(action.getConversation().hashCode())
                .putInt(body.hashCode())
                .putLong(it.seq);
        return Event.newBuilder()
                .setEventId(new EventId(digest.array()))
                .setTenant(action.getTenant())
                .setConversation(action.getConversation())
                .setSeq(it.seq)
                .setMessageNo(it.messageNo)
                .setActor(action.getActor())
                .setAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .setActionId(action.getActionId())
                .setContent(content)
                .setBody(body)
                .build();
    }
}
