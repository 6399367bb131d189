package dev.parley.standalone.system;

import dev.parley.schemas.Event;
import dev.parley.schemas.GroupCreated;
import dev.parley.schemas.GroupDeleted;
import dev.parley.schemas.MemberAdded;
import dev.parley.schemas.MemberBanned;
import dev.parley.schemas.MemberJoined;
import dev.parley.schemas.MemberLeft;
import dev.parley.schemas.MemberRemoved;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * Which events of a conversation one user may see, and which must reach the user's sockets.
 *
 * @param must those of memberships, from the joining on and the end included
 * @param may those of the group before, too: a member may read them anyway, and a device that was here before misses them
 */
record Memberships(NavigableSet<Long> must, NavigableSet<Long> may) {

    static Memberships of(String user, String conversation, List<Event> log) {
        if (conversation.startsWith("d:")) {
            var all = new TreeSet<Long>();
            if (List.of(conversation.substring(2).split(":", 2)).contains(user)) {
                log.forEach(event -> all.add(event.getSeq()));
            }
            return new Memberships(all, all);
        }
        var must = new TreeSet<Long>();
        var may = new TreeSet<Long>();
        var isMember = false;
        var began = 1L;
        for (var event : log) {
            var seq = event.getSeq();
            if (event.getBody() instanceof GroupCreated) {
                began = seq;
            }
            if (joins(event, user)) {
                LongStream.rangeClosed(began, seq).forEach(may::add);
                isMember = true;
            }
            if (isMember) {
                must.add(seq);
                may.add(seq);
            }
            isMember &= !leaves(event, user);
        }
        return new Memberships(must, may);
    }

    private static boolean joins(Event event, String user) {
        return switch (event.getBody()) {
            case MemberJoined joined -> joined.getUser().equals(user);
            case MemberAdded added -> added.getUser().equals(user);
            case Object _ -> false;
        };
    }

    private static boolean leaves(Event event, String user) {
        return switch (event.getBody()) {
            case MemberLeft left -> left.getUser().equals(user);
            case MemberRemoved removed -> removed.getUser().equals(user);
            case MemberBanned banned -> banned.getUser().equals(user);
            case GroupDeleted _ -> true;
            case Object _ -> false;
        };
    }
}
