package dev.parley.testkit.model;

import dev.parley.schemas.AcceptInvite;
import dev.parley.schemas.Action;
import dev.parley.schemas.AddMember;
import dev.parley.schemas.AddReaction;
import dev.parley.schemas.BanUser;
import dev.parley.schemas.BlockUser;
import dev.parley.schemas.CancelScheduled;
import dev.parley.schemas.ChangeRole;
import dev.parley.schemas.Control;
import dev.parley.schemas.CreateGroup;
import dev.parley.schemas.CreateInvite;
import dev.parley.schemas.DeleteGroup;
import dev.parley.schemas.DeleteMessage;
import dev.parley.schemas.EditMessage;
import dev.parley.schemas.Event;
import dev.parley.schemas.JoinGroup;
import dev.parley.schemas.LeaveGroup;
import dev.parley.schemas.MuteMember;
import dev.parley.schemas.PinMessage;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.RemoveFriend;
import dev.parley.schemas.RemoveMember;
import dev.parley.schemas.RemoveReaction;
import dev.parley.schemas.RequestFriend;
import dev.parley.schemas.RevokeInvite;
import dev.parley.schemas.ScheduleMessage;
import dev.parley.schemas.ScheduledMessage;
import dev.parley.schemas.Tick;
import dev.parley.schemas.TransferOwnership;
import dev.parley.schemas.UnbanUser;
import dev.parley.schemas.UnblockUser;
import dev.parley.schemas.UnmuteMember;
import dev.parley.schemas.UnpinMessage;
import dev.parley.schemas.UpdateGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every conversation, as the contract wants it to be. Decides actions in the order in which the log has them. One thread. */
public final class ChatModel {
    /** With one record; what more is due at once waits for the next ones. */
    private static final int MOST_FIRED = 500;

    private final SortedMap<String, Conversation> conversations = new TreeMap<>();
    private final Map<AskedId, Asked> asked = new HashMap<>();
    private final NavigableSet<Timer> timers = new TreeSet<>();
    private long now;

    private record AskedId(String tenant, String conversation, String actor, String id) {}

    private record Asked(Object body, long at, Answer answer) {}

    /**
     * Decides an action.
     *
     * @param time when its record was appended, in milliseconds
     * @param chosen what the platform chose
     */
    public Expected apply(Action action, long time, Chosen chosen) {
        now = Math.max(now, time);
        var events = new ArrayList<Event>();
        var scheduled = new ArrayList<ScheduledMessage>();
        for (var timer : due()) {
            var asking = new Asking(TimerRules.actionOf(timer), timer.in(), now, chosen, timers);
            TimerRules.fire(asking, timer);
            events.addAll(asking.events);
            scheduled.addAll(asking.scheduled);
        }
        if (action.getBody() instanceof Tick || action.getBody() instanceof Control) {
            return new Expected(new Answer.None(), events, scheduled, false);
        }
        var id = new AskedId(action.getTenant(), action.getConversation(), action.getActor(), action.getActionId());
        var before = asked.get(id);
        if (before != null && now - before.at < Asking.DAY) {
            // The first answer counts, whatever has changed since.
            var answer = before.body.equals(action.getBody()) ? before.answer : new Answer.Refused("action-id-reused");
            return new Expected(answer, events, scheduled, true);
        }
        var in = conversation(action.getTenant(), action.getConversation());
        var asking = new Asking(action, in, now, chosen, timers);
        var answer = answer(asking);
        asked.put(id, new Asked(action.getBody(), now, answer));
        events.addAll(asking.events);
        scheduled.addAll(asking.scheduled);
        return new Expected(answer, events, scheduled, false);
    }

    /** Takes the first timers that are due. */
    private List<Timer> due() {
        var due = timers.stream()
                .takeWhile(timer -> timer.due() <= now)
                .limit(MOST_FIRED)
                .toList();
        due.forEach(timers::remove);
        return due;
    }

    /** Partition time, in milliseconds. */
    public long now() {
        return now;
    }

    private static Answer answer(Asking asking) {
        var first = asking.in.headSeq() + 1;
        try {
            refuseAtTheEdge(asking);
            decide(asking);
            return new Answer.Accepted(first, asking.in.headSeq());
        } catch (Refusal refusal) {
            if (!asking.events.isEmpty()) {
                throw new AssertionError("refused after something has happened", refusal);
            }
            return new Answer.Refused(refusal.code());
        }
    }

    private static void refuseAtTheEdge(Asking asking) {
        var refusal = asking.action.getRefusal();
        if (refusal != null) {
            throw new Refusal(refusal);
        }
    }

    private static void decide(Asking asking) {
        switch (asking.action.getBody()) {
            case CreateGroup create -> GroupRules.create(asking, create);
            case UpdateGroup update -> GroupRules.update(asking, update);
            case DeleteGroup delete -> GroupRules.delete(asking, delete);
            case JoinGroup join -> MemberRules.join(asking, join);
            case LeaveGroup leave -> MemberRules.leave(asking, leave);
            case AddMember add -> MemberRules.add(asking, add);
            case RemoveMember remove -> MemberRules.remove(asking, remove);
            case ChangeRole change -> MemberRules.changeRole(asking, change);
            case TransferOwnership transfer -> MemberRules.transfer(asking, transfer);
            case BanUser ban -> ModerationRules.ban(asking, ban);
            case UnbanUser unban -> ModerationRules.unban(asking, unban);
            case MuteMember mute -> ModerationRules.mute(asking, mute);
            case UnmuteMember unmute -> ModerationRules.unmute(asking, unmute);
            case CreateInvite create -> ModerationRules.invite(asking, create);
            case RevokeInvite revoke -> ModerationRules.revoke(asking, revoke);
            case AcceptInvite accept -> MemberRules.accept(asking, accept);
            case Object body -> decideMore(asking, body);
        }
    }

    private static void decideMore(Asking asking, Object body) {
        switch (body) {
            case PostMessage post -> MessageRules.post(asking, post);
            case EditMessage edit -> MessageRules.edit(asking, edit);
            case DeleteMessage delete -> MessageRules.delete(asking, delete);
            case PinMessage pin -> MessageRules.pin(asking, pin);
            case UnpinMessage unpin -> MessageRules.unpin(asking, unpin);
            case AddReaction add -> MessageRules.react(asking, add);
            case RemoveReaction remove -> MessageRules.takeBack(asking, remove);
            case ScheduleMessage schedule -> TimerRules.schedule(asking, schedule);
            case CancelScheduled cancel -> TimerRules.cancel(asking, cancel);
            case BlockUser block -> PeopleRules.block(asking, block);
            case UnblockUser unblock -> PeopleRules.unblock(asking, unblock);
            case RequestFriend request -> PeopleRules.request(asking, request);
            case RemoveFriend remove -> PeopleRules.remove(asking, remove);
            default -> throw new IllegalArgumentException("The model has no rule for " + body.getClass());
        }
    }

    Conversation conversation(String tenant, String name) {
        return conversations.computeIfAbsent(tenant + " " + name, _ -> new Conversation(tenant, name));
    }

    Collection<Conversation> conversations() {
        return conversations.values();
    }

    /** Every event of a conversation, by seq from 1. */
    public List<Event> log(String tenant, String conversation) {
        return List.copyOf(conversation(tenant, conversation).log);
    }

    /** What there is to be seen of each conversation, line by line; by tenant and conversation. */
    public SortedMap<String, SortedMap<String, String>> views() {
        var views = new TreeMap<String, SortedMap<String, String>>();
        conversations.forEach((name, conversation) -> views.put(name, ModelView.of(conversation)));
        return views;
    }

    /** Messages of a conversation, those of the present group where it is one, by seq. */
    public SortedMap<Long, MessageSight> messages(String tenant, String conversation) {
        var in = conversation(tenant, conversation);
        var seen = new TreeMap<Long, MessageSight>();
        in.messages.values().stream()
                .filter(in::isOfPresentGroup)
                .forEach(message -> seen.put(message.seq, MessageSight.of(message)));
        return seen;
    }

    /** Roles of the members of a group, by user; of the two of a direct conversation none. */
    public SortedMap<String, String> roles(String tenant, String conversation) {
        var roles = new TreeMap<String, String>();
        var group = conversation(tenant, conversation).group;
        if (group != null) {
            group.members.forEach((user, member) -> roles.put(user, member.role.name()));
        }
        return roles;
    }

    /** Whether a user takes part in a conversation now. */
    public boolean isMember(String tenant, String conversation, String user) {
        var in = conversation(tenant, conversation);
        return in.isDirect() ? in.both().contains(user) : in.isMember(user);
    }

    /** Whether there is anything that tells a stranger of the conversation. */
    public boolean isHidden(String tenant, String conversation) {
        var group = conversation(tenant, conversation).group;
        return group == null || group.isPrivate();
    }
}
