package dev.parley.wsfanout.signals;

import dev.parley.wsfanout.signals.Delivery.Audience.MemberDevices;
import dev.parley.wsfanout.signals.Delivery.Audience.Others;
import dev.parley.wsfanout.signals.TypingBoard.Group;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Shows a group who types in it: to each member the others. */
record TypingFrames(Delivery delivery) {
    /** Named in a frame; the others are counted. */
    static final int MAX_NAMES = 3;

    /** @param isHere whether a user has a device here; each who types has a frame of its own */
    void send(Group group, Predicate<String> isHere) {
        var users = group.users();
        if (!users.isEmpty()) {
            delivery.send(new Others(group.key(), Set.copyOf(users)), frame(group, users));
        } else if (group.before().size() > 1) {
            delivery.send(new Others(group.key(), Set.of()), frame(group, users));
        } else {
            // Nobody was shown to the one who has stopped.
            delivery.send(new Others(group.key(), Set.copyOf(group.before())), frame(group, users));
        }
        users.stream().filter(isHere).forEach(user -> sendTo(user, group));
    }

    private void sendTo(String user, Group group) {
        var others = without(user, group.users());
        if (!others.isEmpty() || !without(user, group.before()).isEmpty()) {
            delivery.send(new MemberDevices(group.key(), user), frame(group, others));
        }
    }

    private static List<String> without(String user, List<String> users) {
        return users.stream().filter(other -> !other.equals(user)).toList();
    }

    private static byte[] frame(Group group, List<String> users) {
        return SignalFrames.typing(
                group.key().conversation(),
                users.subList(0, Math.min(MAX_NAMES, users.size())),
                users.size(),
                TypingBoard.INTERVAL);
    }
}
