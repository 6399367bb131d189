package dev.parley.standalone.inbox;

import dev.parley.readmodel.ReadModel;
import dev.parley.readmodel.write.ReadModelWriter;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.standalone.inbox.RandomSink.Source;
import dev.parley.standalone.inbox.RandomSink.Target;
import dev.parley.standalone.inbox.ReceiptPartition.Written;
import dev.parley.testkit.model.RandomActions;
import dev.parley.testkit.model.inbox.InboxLog;
import dev.parley.testkit.model.inbox.RandomInbox;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** One run out of a seed: users act, topologies decide, a sink writes, each at its own pace. */
final class ModelledInboxes {
    private static final int ACTIONS = 2_000;
    private static final int BETWEEN_MOMENTS = 200;
    /** Every so many moments nothing is late. */
    private static final int MOMENTS_TO_SETTLE = 5;

    private static final int BEHIND_PERCENT = 25;
    private static final long BEGIN = 1_700_000_000_000L;
    /** Longer than a marker waits to be written. */
    private static final long ALL_IS_DUE = Duration.ofMinutes(1).toMillis();

    private static final List<String> TENANTS = List.of("acme", "globex");

    private final String circumstances;
    private final Random random;
    private final ReadModel store;
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final ChatPartition chat = new ChatPartition(registry);
    private final UserPartition users = new UserPartition(registry);
    private final ReceiptPartition receipts = new ReceiptPartition(registry, chat.events);
    private final InboxLog happened = new InboxLog();
    private final RandomSink sink;
    private final Source events = new Source(chat.events);
    private final Source own = new Source(users.records);
    private final Source markers = new Source(receipts.records);
    /** Who reads its log promptly, of the two logs of receipts: what is late stays late for a while. */
    private int eventPercent = 100;

    private int receiptPercent = 100;
    private long time = BEGIN;

    ModelledInboxes(long seed, ReadModel store, ReadModelWriter writer) {
        this.circumstances = "-Dparley.model.seed=" + seed;
        this.random = new Random(seed);
        this.store = store;
        this.sink = new RandomSink(random, writer);
    }

    void run() {
        var actions = RandomActions.ofMachine(random, chat.model, _ -> true);
        var asking = new RandomInbox(random, happened, RandomActions.USERS, BEHIND_PERCENT);
        for (var i = 1; i <= ACTIONS; i++) {
            var number = i;
            try {
                act(actions, asking);
                if (i % BETWEEN_MOMENTS == 0) {
                    assertAlike(i % (MOMENTS_TO_SETTLE * BETWEEN_MOMENTS) == 0);
                    eventPercent = random.nextInt(3) * 50;
                    receiptPercent = random.nextInt(3) * 50;
                }
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("action " + number + " of " + circumstances, e);
            }
        }
    }

    private void act(RandomActions actions, RandomInbox asking) {
        time += random.nextInt(random.nextInt(100) == 0 ? 3_600_000 : 3_000);
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3, 4 -> chat.send(actions.next(time), time).forEach(happened::happened);
            case 5, 6, 7 -> asking.receipt().ifPresent(receipt -> receipts.ask(receipt, time));
            default ->
                asking.own().ifPresent(action -> {
                    users.send(action, time);
                    happened.own(action, time);
                });
        }
        takeSome();
        if (random.nextInt(5) == 0) {
            receipts.write(time);
        }
    }

    /** The two logs of receipts go on in any order. */
    private void takeSome() {
        if (random.nextInt(100) == 0) {
            receipts.goBack(random.nextInt(10), random.nextInt(20));
        }
        while (receipts.hasEvent() && random.nextInt(100) < eventPercent) {
            receipts.takeEvent(time);
        }
        while (receipts.hasReceipt() && random.nextInt(100) < receiptPercent) {
            receipts.takeReceipt(time);
        }
    }

    private void takeAll() {
        while (receipts.hasEvent() || receipts.hasReceipt()) {
            if (receipts.hasEvent() && (!receipts.hasReceipt() || random.nextBoolean())) {
                receipts.takeEvent(time);
            } else {
                receipts.takeReceipt(time);
            }
        }
    }

    private void assertAlike(boolean isSettled) {
        if (isSettled) {
            takeAll();
            time += ALL_IS_DUE;
        }
        receipts.write(time);
        var written = isSettled ? receipts.written.getLast() : someWritten();
        var allEvents = chat.events.size();
        // What came of an event does not come to the store before the event.
        var least = Math.max(events.stored(), written.events());
        var stored = isSettled ? allEvents : wholeActions(least + random.nextInt(allEvents - least + 1));
        var decided = isSettled ? users.decided.size() : someDecided();
        var ownRecords = decided == 0 ? 0 : users.decided.get(decided - 1).records();
        sink.write(List.of(
                new Target(events, stored), new Target(markers, written.records()), new Target(own, ownRecords)));
        var comparison = new InboxComparison(random, store, known(stored, written, decided), isSettled);
        for (var tenant : TENANTS) {
            comparison.assertInboxes(tenant);
            if (isSettled) {
                comparison.assertReceipts(tenant);
            }
        }
    }

    private Written someWritten() {
        var possible = receipts.written.stream()
                .filter(written -> written.records() >= markers.stored())
                .toList();
        return possible.get(random.nextInt(possible.size()));
    }

    private int someDecided() {
        var first = 0;
        while (first < users.decided.size() && users.decided.get(first).records() < own.stored()) {
            first++;
        }
        first = own.stored() == 0 ? 0 : first + 1;
        return first + random.nextInt(users.decided.size() - first + 1);
    }

    /** Events of one action are one transaction. */
    private int wholeActions(int upTo) {
        var end = upTo;
        while (end > 0 && end < chat.events.size() && !chat.begins(end)) {
            end++;
        }
        return end;
    }

    private InboxLog known(int stored, Written written, int decided) {
        var known = new InboxLog();
        chat.events.subList(0, stored).forEach(record -> known.happened(record.event()));
        receipts.taken.subList(0, written.taken()).forEach(taken -> known.receipt(taken.action(), taken.knownSeq()));
        users.decided.subList(0, decided).forEach(one -> known.own(one.action(), one.at()));
        return known;
    }
}
