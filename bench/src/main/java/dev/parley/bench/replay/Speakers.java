package dev.parley.bench.replay;

import dev.parley.client.ReceivedEvent;
import dev.parley.client.Unread;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What is unread for some of those who speak: they send no receipts, but what they say and the threads that they take part in tell how
 * far they are.
 */
final class Speakers {
    private static final int MOST = 50;

    private final Set<String> others;
    private final Map<String, Unread> unread = new LinkedHashMap<>();

    /** @param others members who only listen */
    Speakers(Set<String> others) {
        this.others = others;
    }

    /** Takes the next event of the stored log. */
    void add(ReceivedEvent event) {
        var member = event.details().member();
        if (event.event().equals("member.joined") && member != null && !others.contains(member)) {
            if (unread.size() < MOST) {
                unread.computeIfAbsent(member, user -> new Unread(user, event.seq()));
            }
        }
        unread.values().forEach(each -> each.add(event));
    }

    /** Of those who are members at the end. */
    Map<String, Reader.Reckoned> reckoned() {
        var present = new LinkedHashMap<String, Reader.Reckoned>();
        unread.forEach((user, each) -> {
            if (each.isMember()) {
                present.put(user, Reader.Reckoned.of(each));
            }
        });
        return present;
    }
}
