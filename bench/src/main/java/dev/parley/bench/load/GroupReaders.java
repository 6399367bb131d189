package dev.parley.bench.load;

import dev.parley.bench.chat.Conversations;
import dev.parley.bench.report.Quantiles;
import dev.parley.client.Follower;
import dev.parley.client.Inbox;
import dev.parley.client.MessageReceiver;
import dev.parley.client.OutcomeRetry;
import dev.parley.client.OutgoingMessage;
import dev.parley.client.PlatformClient;
import dev.parley.client.Receipt;
import dev.parley.client.ServerFrame;
import dev.parley.client.Tokens;
import dev.parley.client.run.Crowd;
import dev.parley.client.socket.Closed;
import dev.parley.client.socket.SocketLoops;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.jspecify.annotations.Nullable;

/**
 * A large group to which something is said each second, and those of its members who are there and read it, one after the other over
 * the second. Their receipts can be turned off while all else goes on.
 */
final class GroupReaders implements AutoCloseable {
    private static final int BATCH = 500;
    /** Batches, so that a platform is not asked for more than it takes at a time. */
    private static final int AT_ONCE = 4;

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Duration AGAIN = Duration.ofMillis(500);

    private final String group;
    private final int members;
    private final long period;
    private final List<Reader> readers;
    private final PlatformClient platform;
    private final SocketLoops loops;
    private final Tokens tokens;
    private final List<Said> said = new ArrayList<>();
    private final AtomicLong head = new AtomicLong();
    private final AtomicLong receipts = new AtomicLong();
    private final ConcurrentHistogram lateness = new ConcurrentHistogram(3);
    private final ExecutorService saying = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread pulse =
            Thread.ofPlatform().daemon().name("group-readers").unstarted(this::pulse);
    private long readingSince;
    private long readingNanos;
    private volatile boolean isReading;
    private volatile boolean isStopping;

    /** What was said to the group. */
    record Said(long seq, String messageId) {}

    /**
     * The group.
     *
     * @param every how often something is said, and read by each reader
     */
    record Plan(String group, int members, int readers, Duration every) {}

    /** @param platform closed with this, as are the loops */
    GroupReaders(Plan plan, PlatformClient platform, SocketLoops loops) {
        this.group = plan.group();
        this.members = plan.members();
        this.period = plan.every().toNanos();
        this.readers = IntStream.range(0, plan.readers()).mapToObj(Reader::new).toList();
        this.platform = platform;
        this.loops = loops;
        this.tokens = new Tokens(platform, "bench");
        lateness.setAutoResize(true);
    }

    /** Makes the group and connects the readers; from then on something is said each second. */
    void begin() {
        platform.awaitReady(TIMEOUT);
        create(host());
        Crowd.forEach(members, i -> create(user(i)));
        OutcomeRetry.seqOf(group, TIMEOUT, () -> platform.createGroup(group, host(), group));
        Crowd.forEach(AT_ONCE, lane -> {
            for (var from = BATCH * lane; from < members; from += BATCH * AT_ONCE) {
                var users = IntStream.range(from, Math.min(members, from + BATCH))
                        .mapToObj(this::user)
                        .toList();
                platform.addMembers(group, host(), users, group + "-members-" + from);
            }
        });
        Crowd.forEach(readers.size(), i -> readers.get(i).arrive());
        pulse.start();
    }

    private void create(String user) {
        OutcomeRetry.seqOf("user " + user, TIMEOUT, () -> platform.createUser(user, user, user));
    }

    /** Everybody reads from now on, or nobody. */
    void read(boolean isOn) {
        if (isReading && !isOn) {
            readingNanos += System.nanoTime() - readingSince;
        }
        readingSince = System.nanoTime();
        isReading = isOn;
    }

    double secondsOfReading() {
        return readingNanos / 1e9;
    }

    private void pulse() {
        var pacer = new Pacer();
        var start = System.nanoTime();
        for (var turn = 0L; !isStopping; turn++) {
            var number = turn;
            saying.execute(() -> say(number));
            for (var i = 0; i < readers.size() && !isStopping; i++) {
                var intendedAt = start + turn * period + i * period / readers.size();
                pacer.await(intendedAt);
                if (isReading) {
                    readers.get(i).read(head.get());
                    lateness.recordValue(Math.max(0, System.nanoTime() - intendedAt));
                }
            }
        }
    }

    private void say(long number) {
        var message = new OutgoingMessage(group + "-" + number, new MessageReceiver.Group(group), "Number " + number);
        var outcome = OutcomeRetry.of(message.id(), TIMEOUT, () -> platform.postAs(host(), message));
        synchronized (said) {
            said.add(new Said(outcome.seq(), outcome.messageId()));
        }
        head.accumulateAndGet(outcome.seq(), Math::max);
    }

    /** Nothing is said or read any more once this returns, and the log has every receipt; false where that is not known. */
    boolean settle() {
        isStopping = true;
        saying.close();
        var deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!readers.stream().allMatch(Reader::isTaken) && System.nanoTime() < deadline) {
            readers.stream().filter(reader -> !reader.isTaken()).forEach(Reader::sendAgain);
            LockSupport.parkNanos(AGAIN.toNanos());
        }
        return readers.stream().allMatch(Reader::isTaken);
    }

    String conversation() {
        return Conversations.group(group);
    }

    long receipts() {
        return receipts.get();
    }

    Quantiles lateness() {
        return Quantiles.of(lateness.copy());
    }

    /** The newest message that every reader has read. */
    Said lastRead() {
        var seq = readers.stream().mapToLong(Reader::readUpTo).min().orElse(0);
        synchronized (said) {
            return said.stream()
                    .filter(each -> each.seq() <= seq)
                    .max((one, other) -> Long.compare(one.seq(), other.seq()))
                    .orElseThrow(() -> new IllegalStateException("No message was read by all readers."));
        }
    }

    /** What was not read: by one of the readers, or by a member who was never there. */
    long unreadOf(int member) {
        var readUpTo = member < readers.size() ? readers.get(member).readUpTo() : 0;
        synchronized (said) {
            return said.stream().filter(each -> each.seq() > readUpTo).count();
        }
    }

    Inbox inbox(int member) {
        return platform.inbox(user(member));
    }

    Inbox hostInbox() {
        return platform.inbox(host());
    }

    private String host() {
        return group + "-host";
    }

    private String user(int number) {
        return String.format("%s-%06d", group, number);
    }

    @Override
    public void close() {
        isStopping = true;
        readers.forEach(Reader::leave);
        loops.close();
        platform.close();
    }

    /** A member with a socket. */
    private final class Reader implements Follower.Listener {
        private final int number;
        private final CountDownLatch welcome = new CountDownLatch(1);
        private volatile @Nullable Follower follower;
        private volatile long readUpTo;
        private volatile long taken;

        Reader(int number) {
            this.number = number;
        }

        void arrive() {
            var user = user(number);
            tokens.of(user);
            follower = Follower.start(loops, new Follower.Identity(tokens.device(), () -> tokens.of(user)), null, this);
            try {
                if (!welcome.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException(user + " was not welcomed within " + TIMEOUT.toSeconds() + " s.");
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        void read(long upTo) {
            if (upTo > readUpTo) {
                readUpTo = upTo;
                receipts.incrementAndGet();
                sendAgain();
            }
        }

        void sendAgain() {
            var open = follower;
            if (open != null && !isTaken()) {
                open.send(Long.toString(readUpTo), conversation(), new Receipt.Read(readUpTo));
            }
        }

        boolean isTaken() {
            return taken >= readUpTo;
        }

        long readUpTo() {
            return readUpTo;
        }

        void leave() {
            var open = follower;
            if (open != null) {
                open.stop();
            }
        }

        @Override
        public void received(ServerFrame frame, long receivedAt) {
            if (frame instanceof ServerFrame.Welcome) {
                welcome.countDown();
                sendAgain();
            } else if (frame instanceof ServerFrame.ReceiptTaken(var ref)) {
                taken = Math.max(taken, Long.parseLong(ref));
            }
        }

        @Override
        public void lost(Closed why) {
            // It comes back, and says again how far it is.
        }
    }
}
