package dev.parley.testkit.model;

import dev.parley.schemas.MemberRole;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Where the next action happens, and what it could be about. Chooses mostly what makes sense. */
final class Scene {
    private static final int RECENT = 12;
    /** More than a message may have. */
    private static final int MANY = 60;

    private static final int FIRST_EMOJI = 0x1F600;
    private static final List<String> EMOJIS = emojis();

    final Random random;
    final ChatModel model;
    final Cast cast;
    final Conversation in;
    final String actor;
    final long now;

    /**
     * Who and what there is.
     *
     * @param isLive whether a platform is asked, not a machine: its edges refuse what makes no sense, and its time cannot be told
     */
    record Cast(List<String> tenants, List<String> users, List<String> conversations, boolean isLive) {}

    /** @param actor null = somebody */
    Scene(Random random, ChatModel model, Cast cast, Conversation in, long now, @Nullable String actor) {
        this.random = random;
        this.model = model;
        this.cast = cast;
        this.in = in;
        this.now = now;
        this.actor = actor == null ? someActor() : actor;
    }

    private String someActor() {
        if (in.group != null && chance(20)) {
            return in.group.owner;
        }
        return chance(80) || (cast.isLive() && in.isDirect()) ? someMember() : someUser();
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    String someUser() {
        return one(cast.users());
    }

    /** Of the conversation; anybody where there is none. */
    String someMember() {
        var members = in.group == null ? in.both() : List.copyOf(in.group.members.keySet());
        return members.isEmpty() ? someUser() : one(members);
    }

    /** Mostly a member. */
    String somebody() {
        return chance(80) ? someMember() : someUser();
    }

    /** The other one of a direct conversation, or now and then somebody else. */
    String theOther() {
        return in.both().contains(actor) && (cast.isLive() || !chance(3)) ? in.other(actor) : someUser();
    }

    MemberRole someRole() {
        // Edges know that nobody becomes an owner like that.
        var roles = List.of(MemberRole.values()).subList(cast.isLive() ? 1 : 0, MemberRole.values().length);
        return chance(60) ? MemberRole.PARTICIPANT : one(roles);
    }

    /** The id of a message: mostly a recent one of the conversation, now and then of another one, or of none. */
    String someMessage() {
        var from = chance(4) ? one(List.copyOf(model.conversations())) : in;
        if (from.messages.isEmpty() || chance(2)) {
            return unknownId();
        }
        var size = from.order.size();
        var back = chance(80) ? random.nextInt(Math.min(size, RECENT)) : random.nextInt(size);
        return from.order.get(size - 1 - back);
    }

    /** A UUIDv7 of the present time: no edge looks for it in the store. */
    private String unknownId() {
        return new UUID(now << 16 | 0x7000 | random.nextInt(0x1000), Long.MIN_VALUE | random.nextLong() >>> 2)
                .toString();
    }

    /** As {@link #someMessage}, of the actor where there is a recent one. */
    String someOwnMessage() {
        for (var i = 0; i < 3; i++) {
            var id = someMessage();
            var message = in.messages.get(id);
            if (message != null && message.author.equals(actor)) {
                return id;
            }
        }
        return someMessage();
    }

    /** Mostly one of a few, so that several users have the same. */
    String someEmoji() {
        return EMOJIS.get(random.nextInt(chance(70) ? 3 : EMOJIS.size()));
    }

    private static List<String> emojis() {
        return IntStream.range(0, MANY)
                .mapToObj(i -> Character.toString(FIRST_EMOJI + i))
                .toList();
    }
}
