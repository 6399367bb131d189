package dev.parley.topologies.conversation;

import dev.parley.schemas.Event;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.MemberRole;
import dev.parley.topologies.machine.TimerQueue;
import dev.parley.topologies.state.Group;
import dev.parley.topologies.store.InMemoryKeyValues;

/** A chat with the group {@code team}: {@code ow} owns it, {@code ad} is admin, {@code mo} moderator, {@code al} and {@code bo} take part. */
final class Team {
    static final String TEAM = "g:team";
    private static final String[] OTHERS = {"ad", "mo", "al", "bo"};

    private final InMemoryKeyValues state = new InMemoryKeyValues();
    final Chat chat = new Chat(state);
    private int actions;

    Team(GroupAccess access) {
        chat.send(Chat.createGroup("team", "ow", access, null));
        var roles =
                new MemberRole[] {MemberRole.ADMIN, MemberRole.MODERATOR, MemberRole.PARTICIPANT, MemberRole.PARTICIPANT
                };
        change(team -> {
            for (var i = 0; i < OTHERS.length; i++) {
                team.members().add(OTHERS[i], roles[i], team.headSeq());
            }
            team.setMemberCount(team.group().orElseThrow(), 1 + OTHERS.length);
        });
    }

    /** What a handler may do to the state. */
    interface Change {
        void to(ConversationState team);
    }

    /** Changes the state without an action. */
    void change(Change change) {
        var team = new ConversationState(state, Chat.TENANT, TEAM, new TimerQueue());
        change.to(team);
        team.moveHead(team.headSeq(), team.head().getMessageNo());
    }

    void setSlowMode(int seconds) {
        change(team -> team.setGroup(Group.newBuilder(team.group().orElseThrow())
                .setSlowModeSeconds(seconds)
                .build()));
    }

    /** An action under a new id. */
    Chat.Result asks(String actor, Object body) {
        return chat.send(Chat.action(TEAM, actor, "action-" + actions++, body));
    }

    Chat.Result says(String actor) {
        return chat.send(Chat.text(TEAM, actor, "action-" + actions++, "hi"));
    }

    Event event(String actor, Object body) {
        return asks(actor, body).event();
    }

    String refusal(String actor, Object body) {
        return asks(actor, body).rejected().getCode();
    }

    /** Whether the action was accepted without an event, since all is as asked already. */
    boolean isUnchanged(String actor, Object body) {
        var result = asks(actor, body);
        return result.events().isEmpty()
                && result.accepted().getLastSeq() < result.accepted().getFirstSeq();
    }

    int size() {
        return state.size();
    }
}
