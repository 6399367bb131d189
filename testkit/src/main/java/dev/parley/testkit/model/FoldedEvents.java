package dev.parley.testkit.model;

import dev.parley.schemas.Event;
import dev.parley.schemas.FriendAccepted;
import dev.parley.schemas.FriendRemoved;
import dev.parley.schemas.FriendRequested;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.GroupCreated;
import dev.parley.schemas.GroupDeleted;
import dev.parley.schemas.GroupOwnerChanged;
import dev.parley.schemas.GroupUpdated;
import dev.parley.schemas.InviteCreated;
import dev.parley.schemas.InviteRevoked;
import dev.parley.schemas.MemberAdded;
import dev.parley.schemas.MemberBanned;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberLeft;
import dev.parley.schemas.MemberMuted;
import dev.parley.schemas.MemberRemoved;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.MemberRoleChanged;
import dev.parley.schemas.MemberUnbanned;
import dev.parley.schemas.MemberUnmuted;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.MessageDeleted;
import dev.parley.schemas.MessageEdited;
import dev.parley.schemas.MessagePinned;
import dev.parley.schemas.MessageUnpinned;
import dev.parley.schemas.ReactionAdded;
import dev.parley.schemas.ReactionRemoved;
import dev.parley.schemas.ThreadUpdated;
import dev.parley.schemas.UserBlocked;
import dev.parley.schemas.UserUnblocked;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one knows of a conversation who has read its events and nothing else, in the lines of {@link Lines}. */
public final class FoldedEvents {
    private final SortedMap<String, String> view = new TreeMap<>();
    private final Map<Long, MessageContent> contents = new HashMap<>();
    /** Of everybody who was muted, whether a member now or not. */
    private final Map<String, String> mutes = new HashMap<>();

    private final Map<String, String> inviteEnds = new HashMap<>();
    private GroupCreated group = GroupCreated.newBuilder()
            .setName("")
            .setAccess(GroupAccess.PUBLIC)
            .setOwner("")
            .build();
    private int slowModeSeconds;
    private long memberCount;
    private boolean stands;

    private FoldedEvents() {}

    public static SortedMap<String, String> fold(List<Event> events) {
        var folded = new FoldedEvents();
        events.forEach(folded::take);
        return folded.view;
    }

    private void take(Event event) {
        switch (event.getBody()) {
            case GroupCreated created -> {
                group = created;
                slowModeSeconds = 0;
                stands = true;
                view.put(Lines.GROUP_VERSION, String.valueOf(event.getSeq()));
            }
            case GroupUpdated updated -> {
                updated.getFields().forEach(field -> set(field, updated));
                view.put(Lines.GROUP_VERSION, String.valueOf(event.getSeq()));
            }
            case GroupDeleted _ -> endGroup();
            case GroupOwnerChanged changed -> {
                group = GroupCreated.newBuilder(group)
                        .setOwner(changed.getOwner())
                        .build();
                view.put(Lines.member(changed.getOwner()), MemberRole.OWNER.name());
                view.put(Lines.member(changed.getFormerOwner()), MemberRole.ADMIN.name());
                view.put(Lines.GROUP_VERSION, String.valueOf(event.getSeq()));
            }
            case Object _ -> takeOfMembers(event);
        }
        if (stands) {
            view.put(Lines.GROUP, groupLine());
        }
        view.put(Lines.HEAD, Lines.head(event.getSeq(), event.getMessageNo()));
    }

    private String groupLine() {
        return Lines.values(
                group.getName(),
                group.getAccess(),
                group.getDescription(),
                group.getIcon(),
                group.getTags(),
                group.getMetadata(),
                slowModeSeconds,
                group.getMentionAllFrom(),
                group.getOwner(),
                memberCount);
    }

    private void endGroup() {
        stands = false;
        mutes.clear();
        List.of("group", "member ", "mute ", "ban ", "invite ").forEach(this::remove);
    }

    private void set(String field, GroupUpdated updated) {
        var changed = GroupCreated.newBuilder(group);
        switch (field) {
            case "name" -> changed.setName(updated.getName());
            case "access" -> changed.setAccess(updated.getAccess());
            case "description" -> changed.setDescription(updated.getDescription());
            case "icon" -> changed.setIcon(updated.getIcon());
            case "tags" -> changed.setTags(updated.getTags());
            case "metadata" -> changed.setMetadata(updated.getMetadata());
            case "mentionAllFrom" -> changed.setMentionAllFrom(updated.getMentionAllFrom());
            case "slowModeSeconds" -> slowModeSeconds = updated.getSlowModeSeconds();
            default -> {}
        }
        group = changed.build();
    }

    private void takeOfMembers(Event event) {
        switch (event.getBody()) {
            case MemberJoined joined -> {
                enter(joined.getUser(), joined.getRole(), joined.getMemberCount());
                if (joined.getInviteId() != null) {
                    useInvite(joined.getInviteId(), joined.getInviteUsesLeft());
                }
            }
            case MemberAdded added -> enter(added.getUser(), added.getRole(), added.getMemberCount());
            case MemberLeft left -> exit(left.getUser(), left.getMemberCount());
            case MemberRemoved removed -> exit(removed.getUser(), removed.getMemberCount());
            case MemberBanned banned -> {
                if (banned.getWasMember()) {
                    exit(banned.getUser(), banned.getMemberCount());
                }
                view.put(Lines.ban(banned.getUser()), Lines.values(until(banned.getUntil()), banned.getReason()));
            }
            case MemberUnbanned unbanned -> view.remove(Lines.ban(unbanned.getUser()));
            case MemberMuted muted -> {
                mutes.put(muted.getUser(), until(muted.getUntil()));
                view.put(Lines.mute(muted.getUser()), until(muted.getUntil()));
            }
            case MemberUnmuted unmuted -> {
                mutes.remove(unmuted.getUser());
                view.remove(Lines.mute(unmuted.getUser()));
            }
            case MemberRoleChanged changed ->
                view.put(Lines.member(changed.getUser()), changed.getRole().name());
            case InviteCreated created -> {
                inviteEnds.put(created.getInviteId(), until(created.getExpiresAt()));
                showInvite(created.getInviteId(), created.getUses());
            }
            case InviteRevoked revoked -> view.remove(Lines.invite(revoked.getInviteId()));
            case Object _ -> takeOfMessages(event);
        }
    }

    private void enter(String user, MemberRole role, long count) {
        memberCount = count;
        view.put(Lines.member(user), role.name());
        if (mutes.containsKey(user)) {
            view.put(Lines.mute(user), String.valueOf(mutes.get(user)));
        }
    }

    private void exit(String user, long count) {
        memberCount = count;
        view.remove(Lines.member(user));
        view.remove(Lines.mute(user));
    }

    private void useInvite(String id, @Nullable Long left) {
        if (left != null && left == 0) {
            view.remove(Lines.invite(id));
        } else {
            showInvite(id, left);
        }
    }

    private void showInvite(String id, @Nullable Number left) {
        view.put(Lines.invite(id), Lines.values(left, inviteEnds.get(id)));
    }

    private void takeOfMessages(Event event) {
        switch (event.getBody()) {
            case MessageCreated created -> {
                view.put(
                        Lines.message(event.getSeq()),
                        Lines.values(
                                created.getMessageId(),
                                event.getActor(),
                                created.getKind(),
                                created.getParentId(),
                                created.getReplyToId()));
                show(event.getSeq(), event.getSeq(), contentOf(event));
            }
            case MessageEdited edited -> {
                var before = Objects.requireNonNull(contents.get(edited.getMessageSeq()));
                show(
                        edited.getMessageSeq(),
                        event.getSeq(),
                        MessageRules.changed(before, edited.getFields(), contentOf(event)));
            }
            case MessageDeleted deleted -> delete(deleted, event.getSeq());
            case MessagePinned pinned -> view.put(Lines.pin(pinned.getMessageSeq()), by(event));
            case MessageUnpinned unpinned -> view.remove(Lines.pin(unpinned.getMessageSeq()));
            case ReactionAdded added -> {
                view.put(Lines.reaction(added.getMessageSeq(), added.getEmoji(), by(event)), "yes");
                count(added.getMessageSeq(), added.getEmoji(), added.getCount());
            }
            case ReactionRemoved removed -> {
                view.remove(Lines.reaction(removed.getMessageSeq(), removed.getEmoji(), by(event)));
                count(removed.getMessageSeq(), removed.getEmoji(), removed.getCount());
            }
            case ThreadUpdated updated -> view.put(Lines.thread(updated.getMessageSeq()), threadLine(updated));
            case Object _ -> takeOfPeople(event);
        }
    }

    private static String threadLine(ThreadUpdated updated) {
        return Lines.values(updated.getReplies(), updated.getLastReplyAt().toEpochMilli(), updated.getLastReplySeq());
    }

    private void show(long seq, long version, MessageContent content) {
        contents.put(seq, content);
        view.put(Lines.content(seq), Lines.content(content));
        view.put(Lines.version(seq), String.valueOf(version));
    }

    private void delete(MessageDeleted deleted, long version) {
        var seq = deleted.getMessageSeq();
        var kind = String.valueOf(view.get(Lines.message(seq))).split(", ")[2];
        view.remove(Lines.content(seq));
        view.remove(Lines.pin(seq));
        remove(Lines.message(seq) + " reaction");
        view.put(
                Lines.message(seq),
                Lines.values(
                        deleted.getMessageId(),
                        deleted.getAuthor(),
                        kind,
                        deleted.getExpired() ? "expired" : "deleted"));
        view.put(Lines.version(seq), String.valueOf(version));
    }

    private void remove(String prefix) {
        view.subMap(prefix, prefix + Character.MAX_VALUE).clear();
    }

    private void count(long seq, String emoji, long count) {
        if (count == 0) {
            view.remove(Lines.reactions(seq, emoji));
        } else {
            view.put(Lines.reactions(seq, emoji), String.valueOf(count));
        }
    }

    private void takeOfPeople(Event event) {
        switch (event.getBody()) {
            case UserBlocked _ -> view.put(Lines.blocks(by(event)), "yes");
            case UserUnblocked _ -> view.remove(Lines.blocks(by(event)));
            case FriendRequested _, FriendAccepted _ -> view.put(Lines.asks(by(event)), "yes");
            case FriendRemoved _ -> remove("asks ");
            default ->
                throw new IllegalArgumentException(
                        "No fold of " + event.getBody().getClass());
        }
    }

    private static MessageContent contentOf(Event event) {
        return (MessageContent) Objects.requireNonNull(event.getContent());
    }

    private static String by(Event event) {
        return String.valueOf(event.getActor());
    }

    private static String until(@Nullable Instant time) {
        return Lines.until(time == null ? Group.NEVER : time.toEpochMilli());
    }
}
