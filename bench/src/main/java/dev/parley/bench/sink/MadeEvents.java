package dev.parley.bench.sink;

import dev.parley.schemas.Event;
import dev.parley.schemas.EventId;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.GroupCreated;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * Events as the platform itself logs them, without the platform: groups that a user founds, joins and then writes to.
 *
 * @param tenant whose they are
 * @param prefix begins the names of the groups and of their owner
 * @param groups how many take turns
 */
record MadeEvents(String tenant, String prefix, int groups, String text) {
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
        var event = Event.newBuilder()
                .setEventId(new EventId(ByteBuffer.allocate(16)
                        .putLong(prefix.hashCode())
                        .putLong(number)
                        .array()))
                .setTenant(tenant)
                .setConversation(conversation(group(number)))
                .setSeq(seq)
                .setMessageNo(Math.max(0, seq - FIRST_MESSAGE + 1))
                .setActor(owner())
                .setAt(now)
                .setActionId(actionId(number));
        if (isMessage(number)) {
            event.setContent(MessageContent.newBuilder().setText(text).build())
                    .setBody(MessageCreated.newBuilder()
                            .setMessageId(new UUID(now.toEpochMilli() << 16 | 0x7000, 1L << 63 | number).toString())
                            .build());
        } else if (seq == 1) {
            event.setBody(GroupCreated.newBuilder()
                    .setName(prefix)
                    .setAccess(GroupAccess.PUBLIC)
                    .setOwner(owner())
                    .build());
        } else {
            event.setBody(MemberJoined.newBuilder()
                    .setUser(owner())
                    .setRole(MemberRole.OWNER)
                    .setMemberCount(1)
                    .build());
        }
        return event.build();
    }
}
