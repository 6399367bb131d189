package dev.parley.bench.replay;

import dev.parley.client.Inbox;
import dev.parley.client.Unread;
import dev.parley.client.run.Crowd;
import dev.parley.client.run.TextTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Whether the platform counts as unread what its users reckon, and nothing once they have read everything. */
final class UnreadCheck {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Unread.Counts NOTHING = new Unread.Counts(0, 0, false);

    private final Duration within;
    private final String conversation;
    private final Function<String, Inbox> inboxes;
    private final List<String> faults = Collections.synchronizedList(new ArrayList<>());

    /**
     * What came of it.
     *
     * @param receipts that listeners sent
     * @param told counts that came with own receipts and were compared as they came
     * @param users whose counts were compared at the end
     * @param threads of all of them together
     * @param unread messages that they had not read, of which mentions named them
     * @param faults what was otherwise than reckoned
     */
    record Findings(long receipts, long told, int users, int threads, long unread, long mentions, List<String> faults) {
        void addTo(TextTable table) {
            table.row("receipts, counts told and compared", receipts + ", " + told)
                    .row("unread counts compared", users + " users, " + threads + " threads")
                    .row("  unread, mentions", unread + ", " + mentions)
                    .row("  otherwise than reckoned", faults.size());
        }
    }

    /**
     * @param inboxes of users
     * @param within how long a count may be behind: it follows the log by way of the store
     */
    UnreadCheck(String conversation, Function<String, Inbox> inboxes, Duration within) {
        this.within = within;
        this.conversation = conversation;
        this.inboxes = inboxes;
    }

    /** Waits for the readers, compares, and then lets everybody read everything. */
    Findings run(Map<String, Reader> readers, Speakers speakers) {
        inParallel(readers.entrySet(), entry -> {
            entry.getValue().settle();
            if (!entry.getValue().fault().isEmpty()) {
                faults.add(entry.getKey() + ": " + entry.getValue().fault());
            }
        });
        var users = new LinkedHashMap<>(speakers.reckoned());
        readers.forEach((user, reader) -> users.put(user, reader.reckoned()));
        inParallel(
                users.entrySet(), user -> compare(user.getKey(), user.getValue(), readers.containsKey(user.getKey())));
        inParallel(users.keySet(), this::readAll);
        return new Findings(
                readers.values().stream().mapToLong(Reader::receipts).sum(),
                readers.values().stream().mapToLong(Reader::countsCompared).sum(),
                users.size(),
                users.values().stream().mapToInt(each -> each.threads().size()).sum(),
                users.values().stream()
                        .mapToLong(each -> each.counts().messages())
                        .sum(),
                users.values().stream()
                        .mapToLong(each -> each.counts().mentions())
                        .sum(),
                List.copyOf(faults));
    }

    private static <T> void inParallel(Collection<T> all, Consumer<T> task) {
        var list = List.copyOf(all);
        Crowd.forEach(list.size(), i -> task.accept(list.get(i)));
    }

    /** @param isAlone whether the user has no other conversation, so that the whole list is known */
    private void compare(String user, Reader.Reckoned reckoned, boolean isAlone) {
        var inbox = inboxes.apply(user);
        await(user + ": conversation", new Counted(reckoned.readUpTo(), reckoned.counts()), () -> counted(inbox));
        await(user + ": threads", reckoned.threads(), () -> inbox.threads(conversation));
        if (isAlone) {
            await(user + ": list", Map.of(conversation, reckoned.counts()), () -> unread(inbox));
        }
    }

    private record Counted(long readUpTo, Unread.Counts counts) {}

    private Counted counted(Inbox inbox) {
        var seen = inbox.conversation(conversation);
        return new Counted(seen.readUpTo(), seen.unread());
    }

    private static Map<String, Unread.Counts> unread(Inbox inbox) {
        var all = new LinkedHashMap<String, Unread.Counts>();
        inbox.conversations().forEach((id, each) -> all.put(id, each.unread()));
        return all;
    }

    private void readAll(String user) {
        var inbox = inboxes.apply(user);
        inbox.readAll();
        await(user + ": conversations after all were read", Map.of(), () -> notRead(unread(inbox)));
        await(user + ": threads after all were read", Map.of(), () -> notRead(inbox.threads(conversation)));
    }

    private static Map<String, Unread.Counts> notRead(Map<String, Unread.Counts> all) {
        all.values().removeIf(NOTHING::equals);
        return all;
    }

    private <T> void await(String what, T expected, Supplier<T> asked) {
        var deadline = System.nanoTime() + within.toNanos();
        var seen = asked.get();
        while (!expected.equals(seen) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL.toNanos());
            seen = asked.get();
        }
        if (!expected.equals(seen)) {
            faults.add(what + " " + seen + ", reckoned " + expected);
        }
    }
}
