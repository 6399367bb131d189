package dev.parley.testkit.model;

import dev.parley.testkit.model.Conversation.Invite;
import java.util.SortedMap;
import java.util.TreeMap;

/** What there is to be seen of a conversation of the model, in the lines of {@link Lines}. */
final class ModelView {
    private ModelView() {}

    static SortedMap<String, String> of(Conversation conversation) {
        var view = new TreeMap<String, String>();
        view.put(Lines.HEAD, Lines.head(conversation.headSeq(), conversation.messageNo));
        if (conversation.group != null) {
            add(view, conversation.group);
            addInvites(view, conversation, conversation.invites);
            addInvites(view, conversation, conversation.forgottenInvites);
        }
        conversation.messages.values().forEach(message -> add(view, message));
        conversation.blockers.forEach(user -> view.put(Lines.blocks(user), "yes"));
        conversation.askers.forEach(user -> view.put(Lines.asks(user), "yes"));
        return view;
    }

    private static void add(SortedMap<String, String> view, Group group) {
        view.put(
                Lines.GROUP,
                Lines.values(
                        group.name,
                        group.access,
                        group.description,
                        group.icon,
                        group.tags,
                        group.metadata,
                        group.slowModeSeconds,
                        group.mentionAllFrom,
                        group.owner,
                        group.members.size()));
        view.put(Lines.GROUP_VERSION, String.valueOf(group.version));
        group.members.forEach((user, member) -> {
            view.put(Lines.member(user), member.role.name());
            if (member.mutedUntil != 0) {
                view.put(Lines.mute(user), Lines.until(member.mutedUntil));
            }
        });
        group.bans.forEach(
                (user, ban) -> view.put(Lines.ban(user), Lines.values(Lines.until(ban.until()), ban.reason())));
    }

    private static void addInvites(
            SortedMap<String, String> view, Conversation conversation, SortedMap<String, Invite> invites) {
        invites.forEach((id, invite) -> {
            if (invite.incarnation() == conversation.incarnation) {
                view.put(Lines.invite(id), Lines.values(invite.usesLeft(), Lines.until(invite.expiresAt())));
            }
        });
    }

    private static void add(SortedMap<String, String> view, Message message) {
        view.put(
                Lines.message(message.seq),
                message.isDeleted
                        ? Lines.values(
                                message.id, message.author, message.kind, message.isExpired ? "expired" : "deleted")
                        : Lines.values(message.id, message.author, message.kind, message.parentId, message.replyToId));
        view.put(Lines.version(message.seq), String.valueOf(message.version));
        if (!message.isDeleted) {
            view.put(Lines.content(message.seq), Lines.content(message.content));
        }
        if (message.pinnedBy != null) {
            view.put(Lines.pin(message.seq), message.pinnedBy);
        }
        message.reactions.forEach(
                (emoji, users) -> users.forEach(user -> view.put(Lines.reaction(message.seq, emoji, user), "yes")));
        message.reactions.forEach(
                (emoji, users) -> view.put(Lines.reactions(message.seq, emoji), String.valueOf(users.size())));
        if (message.lastReplySeq != 0) {
            view.put(
                    Lines.thread(message.seq),
                    Lines.values(message.replies, message.lastReplyAt, message.lastReplySeq));
        }
    }
}
