package dev.parley.testkit.model;

import dev.parley.schemas.AddReaction;
import dev.parley.schemas.DeleteMessage;
import dev.parley.schemas.EditMessage;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.MessageDeleted;
import dev.parley.schemas.MessageEdited;
import dev.parley.schemas.MessageKind;
import dev.parley.schemas.MessagePinned;
import dev.parley.schemas.MessageUnpinned;
import dev.parley.schemas.PinMessage;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.ReactionAdded;
import dev.parley.schemas.ReactionRemoved;
import dev.parley.schemas.RemoveReaction;
import dev.parley.schemas.ThreadUpdated;
import dev.parley.schemas.UnpinMessage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said, and what happens to it. */
final class MessageRules {
    static final int MOST_PINNED = 100;
    static final int MOST_REACTIONS = 50;

    private MessageRules() {}

    static void post(Asking asking, PostMessage post) {
        send(asking, post, mustBeAbleToSend(asking, post));
    }

    /** The message whose thread it belongs to, if any. */
    static @Nullable Message mustBeAbleToSend(Asking asking, PostMessage post) {
        asking.mustBeHeard("group-not-found");
        mustNotHurry(asking);
        mustStand(asking, post.getReplyToId(), "reply-to-unknown");
        var parent = mustStand(asking, post.getParentId(), "parent-unknown");
        Refusal.when(parent != null && parent.parentId != null, "parent-is-reply");
        return parent;
    }

    /** Returns the id. */
    static String send(Asking asking, PostMessage post, @Nullable Message parent) {
        var in = asking.in;
        var id = asking.chosen.message();
        if (in.messages.containsKey(id)) {
            throw new AssertionError("the id is not new: " + id);
        }
        in.messageNo++;
        if (in.group != null && in.group.slowModeSeconds > 0 && asking.self().role == MemberRole.PARTICIPANT) {
            asking.self().lastPostAt = asking.now;
        }
        var seconds = post.getExpiresInSeconds();
        var expiresAt =
                seconds == null ? null : Instant.ofEpochMilli(asking.now).plusSeconds(seconds);
        var created = new MessageCreated(
                id,
                post.getKind(),
                post.getParentId(),
                post.getReplyToId(),
                expiresAt,
                parent == null ? null : parent.seq,
                mentionsAll(asking, post.getContent()));
        var event = asking.happens(created, post.getContent());
        var traits =
                new Message.MessageTraits(post.getKind(), post.getContent(), post.getParentId(), post.getReplyToId());
        var message = new Message(id, event.getSeq(), asking.actor, asking.now, traits);
        if (expiresAt != null) {
            message.expiresAt = expiresAt.toEpochMilli();
            message.keptUntil = expiresAt.toEpochMilli();
            asking.timers.add(new Timer(expiresAt.toEpochMilli(), id, in, false));
        }
        in.messages.put(id, message);
        in.order.add(id);
        if (parent != null) {
            replied(asking, parent, message);
        }
        return id;
    }

    private static void replied(Asking asking, Message parent, Message reply) {
        parent.touch(asking.now);
        parent.replies++;
        parent.lastReplyAt = asking.now;
        parent.lastReplySeq = reply.seq;
        threadUpdated(asking, parent);
        if (reply.expiresAt != null) {
            asking.keep(parent.id, reply.expiresAt);
        }
    }

    /** Everybody is called by {@code @all}, where the author may. What an edit does not name is empty in it. */
    private static boolean mentionsAll(Asking asking, MessageContent content) {
        var group = asking.in.group;
        return content.getMentions().contains("@all")
                && (group == null || asking.self().isAtLeast(group.mentionAllFrom));
    }

    /** Slow mode holds for participants. */
    private static void mustNotHurry(Asking asking) {
        if (asking.in.group == null || asking.in.group.slowModeSeconds == 0) {
            return;
        }
        var member = asking.self();
        if (member.role == MemberRole.PARTICIPANT) {
            var next = member.lastPostAt + asking.in.group.slowModeSeconds * 1_000L;
            Refusal.when(asking.now < next, "slow-mode");
        }
    }

    private static @Nullable Message mustStand(Asking asking, @Nullable String id, String unknown) {
        if (id == null) {
            return null;
        }
        var message = asking.find(id, unknown);
        Refusal.when(message.isDeleted, unknown);
        return message;
    }

    private static void threadUpdated(Asking asking, Message parent) {
        asking.happens(new ThreadUpdated(
                parent.id,
                parent.seq,
                parent.author,
                parent.replies,
                Instant.ofEpochMilli(parent.lastReplyAt),
                parent.lastReplySeq));
    }

    static void edit(Asking asking, EditMessage edit) {
        var message = asking.messageToChange(edit.getMessageId());
        Refusal.when(!message.author.equals(asking.actor), "not-permitted");
        var takesFilesOff = edit.getFields().contains("attachments")
                && edit.getContent().getAttachments().isEmpty();
        Refusal.when(message.needsFile() && takesFilesOff, "file-required");
        var clearsText = edit.getFields().contains("text") && edit.getContent().getText() == null;
        Refusal.when(message.kind == MessageKind.TEXT && clearsText, "text-required");
        Refusal.when(edit.getVersion() != null && edit.getVersion() != message.version, "version-conflict");
        message.touch(asking.now);
        message.content = changed(message.content, edit.getFields(), edit.getContent());
        var body = new MessageEdited(
                message.id,
                message.seq,
                message.author,
                edit.getFields(),
                mentionsAll(asking, edit.getContent()),
                message.parentId,
                threadSeq(asking, message.parentId));
        message.version = asking.happens(body, edit.getContent()).getSeq();
    }

    /** Null where it is no reply, or no more is known of its thread. */
    private static @Nullable Long threadSeq(Asking asking, @Nullable String parentId) {
        return parentId == null || !asking.knows(parentId) ? null : Long.valueOf(asking.in.message(parentId).seq);
    }

    /** What the named fields say anew, and the others as they were. */
    static MessageContent changed(MessageContent before, List<String> fields, MessageContent change) {
        var content = MessageContent.newBuilder(before);
        for (var field : fields) {
            switch (field) {
                case "text" -> content.setText(change.getText());
                case "data" -> content.setData(change.getData());
                case "mentions" -> content.setMentions(change.getMentions());
                case "tags" -> content.setTags(change.getTags());
                case "metadata" -> content.setMetadata(change.getMetadata());
                case "attachments" -> content.setAttachments(change.getAttachments());
                default -> throw new IllegalArgumentException(field);
            }
        }
        return content.build();
    }

    static void delete(Asking asking, DeleteMessage delete) {
        var message = asking.message(delete.getMessageId());
        Refusal.when(!message.author.equals(asking.actor) && !asking.isModerator(), "not-permitted");
        Refusal.when(message.isDeleted, "message-deleted");
        end(asking, message, false);
    }

    /** @param isExpired whether its time is over, and nobody asked for it */
    static void end(Asking asking, Message message, boolean isExpired) {
        message.touch(asking.now);
        message.isDeleted = true;
        message.isExpired = isExpired;
        message.pinnedBy = null;
        message.reactions.clear();
        message.content = MessageContent.newBuilder().build();
        if (message.expiresAt != null) {
            asking.timers.remove(new Timer(message.expiresAt, message.id, asking.in, false));
        }
        var body = new MessageDeleted(message.id, message.seq, message.author, isExpired, message.parentId);
        message.version = asking.happens(body).getSeq();
        // An edge that does not know the parent loses the count; no edge should.
        if (message.parentId != null && asking.knows(message.parentId)) {
            var parent = asking.in.message(message.parentId);
            parent.touch(asking.now);
            parent.replies--;
            threadUpdated(asking, parent);
        }
    }

    static void pin(Asking asking, PinMessage pin) {
        var message = toPin(asking, pin.getMessageId());
        if (message.pinnedBy == null) {
            Refusal.when(asking.in.pinned() >= MOST_PINNED, "message-pins-limit");
            message.touch(asking.now);
            message.pinnedBy = asking.actor;
            asking.happens(new MessagePinned(message.id, message.seq, message.author));
        }
    }

    static void unpin(Asking asking, UnpinMessage unpin) {
        var message = toPin(asking, unpin.getMessageId());
        if (message.pinnedBy != null) {
            message.touch(asking.now);
            message.pinnedBy = null;
            asking.happens(new MessageUnpinned(message.id, message.seq, message.author));
        }
    }

    private static Message toPin(Asking asking, String id) {
        var message = asking.messageToChange(id);
        Refusal.when(!asking.in.isDirect() && !asking.isModerator(), "not-permitted");
        return message;
    }

    static void react(Asking asking, AddReaction add) {
        var message = asking.messageToChange(add.getMessageId());
        var emoji = add.getEmoji();
        if (!message.hasReacted(emoji, asking.actor)) {
            Refusal.when(message.count(emoji) == 0 && message.reactions.size() >= MOST_REACTIONS, "reactions-limit");
            message.touch(asking.now);
            message.react(emoji, asking.actor);
            asking.happens(new ReactionAdded(message.id, message.seq, message.author, emoji, message.count(emoji)));
        }
    }

    static void takeBack(Asking asking, RemoveReaction remove) {
        var message = asking.messageToChange(remove.getMessageId());
        var emoji = remove.getEmoji();
        if (message.hasReacted(emoji, asking.actor)) {
            message.touch(asking.now);
            message.takeBack(emoji, asking.actor);
            asking.happens(new ReactionRemoved(message.id, message.seq, message.author, emoji, message.count(emoji)));
        }
    }
}
