package dev.parley.standalone.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Somebody who writes, answers, edits and deletes at random until it is stopped. */
final class RandomWriter implements Runnable {
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int RECENT = 10;

    private final ChatUser user;
    private final String other;
    private final List<String> groups;
    private final Random random;
    /** Ids of messages by group, and those of them that are its own. */
    private final Map<String, List<String>> sent = new HashMap<>();

    private volatile boolean isStopped;
    private int made;

    /** @param other who is named now and then, and written to alone */
    RandomWriter(ChatUser user, String other, List<String> groups, long seed) {
        this.user = user;
        this.other = other;
        this.groups = groups;
        this.random = new Random(seed);
    }

    @Override
    public void run() {
        while (!isStopped) {
            act();
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    void stop() {
        isStopped = true;
    }

    /** One thing. */
    void act() {
        var group = groups.get(random.nextInt(groups.size()));
        var known = sent.computeIfAbsent(group, _ -> new ArrayList<>());
        var drawn = random.nextInt(20);
        if (drawn < 2) {
            say(Map.of("receiver", Map.of("user", other), "text", "alone " + made));
        } else if (drawn < 12 || known.isEmpty()) {
            known.add(say(Map.of(
                    "receiver",
                    Map.of("group", group),
                    "text",
                    "word " + made,
                    "mentions",
                    random.nextInt(4) == 0 ? List.of(random.nextBoolean() ? other : "@all") : List.of())));
        } else if (drawn < 15) {
            say(Map.of("receiver", Map.of("group", group), "text", "answer " + made, "parentId", recent(known)));
        } else if (drawn < 18) {
            change("PATCH", recent(known), group, Map.of("text", "better " + made, "mentions", List.of(other)));
        } else {
            var id = known.remove(known.size() - 1);
            change("DELETE", id, group, null);
        }
    }

    private String say(Map<String, ?> message) {
        return user.rest()
                .postUntilKnown("/v1/messages", user.name() + "-" + ++made, message)
                .expect(201)
                .text("id");
    }

    private void change(String method, String id, String group, @Nullable Map<String, ?> body) {
        var path = "/v1/messages/" + id + "?conversation=g:" + group;
        user.rest().send(method, path, user.name() + "-" + ++made, body);
    }

    private String recent(List<String> known) {
        return known.get(known.size() - 1 - random.nextInt(Math.min(known.size(), RECENT)));
    }
}
