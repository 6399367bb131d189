package dev.parley.faults.traffic;

import dev.parley.client.Outcome;
import dev.parley.client.OutcomeRetry;
import dev.parley.client.PlatformClient;
import dev.parley.client.Tokens;
import dev.parley.client.ledger.Ledger;
import dev.parley.client.run.Crowd;
import dev.parley.client.socket.SocketLoops;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Groups of the same size, each member on a socket. */
final class Groups {
    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    /** All at once would keep each other from being welcomed in time. */
    private static final int ARRIVING_AT_ONCE = 200;

    private final String run;
    private final PlatformClient platform;
    private final Tokens tokens;
    private final Ledger ledger;
    private final List<List<Member>> groups = new ArrayList<>();

    Groups(String run, PlatformClient platform, Tokens tokens, Ledger ledger) {
        this.run = run;
        this.platform = platform;
        this.tokens = tokens;
        this.ledger = ledger;
    }

    /**
     * Creates users and groups, whose members are not connected yet.
     *
     * @param areViewing whether members keep a view of what they hear
     */
    void gather(int count, int size, boolean areViewing, Counts counts, Deliveries deliveries) {
        Crowd.forEach(count * size, i -> {
            var user = user(i / size, i % size);
            OutcomeRetry.seqOf("user " + user, TIMEOUT, () -> platform.createUser(user, user, user));
        });
        var founded = new long[count];
        Crowd.forEach(count, group -> founded[group] = found(group));
        var members = new Member[count * size];
        Crowd.forEach(count * size, i -> {
            var group = i / size;
            var user = user(group, i % size);
            var since = i % size == 0 ? founded[group] : join(group, user);
            var reading = ledger.reading(user, conversation(group), since);
            var noted = i % size == 0 ? deliveries : null;
            members[i] = new Member(user, reading, tokens, counts, noted, areViewing ? i % size : -1);
        });
        for (var group = 0; group < count; group++) {
            deliveries.expect(conversation(group));
            groups.add(List.of(members).subList(group * size, (group + 1) * size));
        }
    }

    /**
     * Returns when all are welcome.
     *
     * @param nodeOf the push node of each member, all counted through
     */
    void connect(SocketLoops loops, IntUnaryOperator nodeOf) {
        var all = members();
        var places = new Semaphore(ARRIVING_AT_ONCE);
        Crowd.forEach(all.size(), i -> {
            places.acquireUninterruptibly();
            try {
                all.get(i).arrive(loops, nodeOf.applyAsInt(i));
                await(List.of(all.get(i)), Member::isWelcome, TIMEOUT);
            } finally {
                places.release();
            }
        });
        if (!await(Member::isWelcome, TIMEOUT)) {
            throw new IllegalStateException("Not every member was welcomed within " + TIMEOUT.toSeconds() + " s.");
        }
    }

    int size() {
        return groups.size();
    }

    List<Member> group(int number) {
        return groups.get(number);
    }

    List<Member> members() {
        return groups.stream().flatMap(List::stream).toList();
    }

    String id(int group) {
        return String.format("%s-g%03d", run, group);
    }

    String conversation(int group) {
        return "g:" + id(group);
    }

    /** Waits until it holds of every member; false where it does not within a time. */
    boolean await(Predicate<Member> condition, Duration atMost) {
        return await(members(), condition, atMost);
    }

    private static boolean await(List<Member> members, Predicate<Member> condition, Duration atMost) {
        var deadline = System.nanoTime() + atMost.toNanos();
        while (!members.stream().allMatch(condition)) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return true;
    }

    private String user(int group, int number) {
        return String.format("%s-u%04d", id(group), number);
    }

    private long found(int group) {
        var id = id(group) + "-founding";
        return inConversation(id, group, () -> platform.createGroup(id(group), user(group, 0), id));
    }

    private long join(int group, String user) {
        var id = user + "-join";
        return inConversation(id, group, () -> platform.join(id(group), user, id));
    }

    private long inConversation(String id, int group, Supplier<Outcome> question) {
        var sent = ledger.sending(id, conversation(group), null, 0);
        var seq = OutcomeRetry.seqOf(id, TIMEOUT, question);
        sent.accepted(seq, System.nanoTime());
        return seq;
    }
}
