package dev.parley.bench.sink;

import dev.parley.bench.log.EventFactory;
import dev.parley.schemas.Event;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.GroupCreated;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberRole;
import java.time.Instant;
import java.util.Locale;

/**
 * Events as the platform itself logs them, without the platform: groups that a user creates, joins and then writes to.
 *
 * @param tenant whose they are
 * @param prefix begins the names of the groups and of their owner
 * @param groups how many take turns
 */
record GeneratedEvents(String tenant, String prefix, int groups, String text) {
    private static final long FIRST_MESSAGE = 3;

    String owner() {
        return prefix + "-owner";
    }

    String conversation(int group) {
        return String.format(Locale.ROOT, "g:%s-%06d", prefix, group);
    }

    /** The seq of the n-th event in its conversation. */
    long seq(long number) {
        return number / groups + 1;
    }

    int group(long number) {
        return (int) (number % groups);
    }

    /** The id of the action behind the n-th event. */
    String actionId(long number) {
        return prefix + "-" + number;
    }

    /** Whether the n-th event is a message. */
    boolean isMessage(long number) {
        return seq(number) >= FIRST_MESSAGE;
    }

    Event at(long number, Instant now) {
        var seq = seq(number);
        var made = new EventFactory(tenant, prefix);
        var event = isMessage(number) ? made.message(number, now, text) : made.event(number, now);
        event.setConversation(conversation(group(number)))
                .setSeq(seq)
                .setMessageNo(Math.max(0, seq - FIRST_MESSAGE + 1))
                .setActor(owner())
                .setActionId(actionId(number));
        if (seq == 1) {
            event.setBody(GroupCreated.newBuilder()
                    .setName(prefix)
                    .setAccess(GroupAccess.PUBLIC)
                    .setOwner(owner())
                    .build());
        } else if (!isMessage(number)) {
            event.setBody(MemberJoined.newBuilder()
                    .setUser(owner())
                    .setRole(MemberRole.OWNER)
                    .setMemberCount(1)
                    .build());
        }
        return event.build();
    }
}
