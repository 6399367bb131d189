package dev.parley.wsfanout.session;

import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.api.Problem;
import dev.parley.edge.command.ReceiptRequest;
import dev.parley.edge.log.ReceiptDraft;
import dev.parley.edge.log.SignalLog;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.wsfanout.metrics.SignalMetrics;
import dev.parley.wsfanout.stream.LiveMembers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The frames {@code receipt} of all clients on their way to the log. The tail's thread says who is a member of what and how far the
 * conversation is; it is asked a few dozen times a second at most, for all that is due by then, and the timer's thread appends.
 */
final class ReceiptIntake implements SignalIntake {
    private static final Duration TICK = Duration.ofMillis(20);
    /** So many that the tail's thread is not kept from events; the rest has the next tick. */
    private static final int MAX_AT_ONCE = 2_000;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private static final Problem UNKNOWN = Problem.of(
                    ErrorCode.LOG_UNAVAILABLE, "It is not known whether the log took the receipt; send it again.")
            .retryAfter(RETRY_AFTER);

    private final Ports ports;
    private final SignalMetrics metrics;
    /** Sessions of which something waits, or went a moment ago. */
    private final Set<Session> waiting = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean isTickDue = new AtomicBoolean();
    private final AtomicInteger underWay = new AtomicInteger();

    /** Whom receipts depend on. */
    record Ports(
            SignalLog<ReceiptDraft> log,
            LiveMembers members,
            Executor tailThread,
            ScheduledExecutorService timer,
            LongSupplier nanoTime) {}

    /** Reports of a session that go to the log now. */
    private record Due(Session session, PendingReceipt receipt) {}

    /** As {@link Due}, for a member. */
    private record Draft(Due due, List<ReceiptDraft> drafts) {}

    ReceiptIntake(Ports ports, SignalMetrics metrics) {
        this.ports = ports;
        this.metrics = metrics;
    }

    @Override
    public Set<String> types() {
        return Set.of("receipt");
    }

    @Override
    public void take(Session session, ClientFrame frame) {
        switch (ReceiptRequest.frame(new Fields(frame.body()))) {
            case Parsed.Invalid<ReceiptRequest>(var problem) -> refuse(session, frame.ref(), problem);
            case Parsed.Valid<ReceiptRequest>(var request) -> take(session, request, frame.ref());
        }
    }

    private void take(Session session, ReceiptRequest request, @Nullable String ref) {
        var offer = ports.log().hasRoom()
                ? session.receipts().offer(request, ref, ports.nanoTime().getAsLong())
                : ReceiptPace.Offer.FULL;
        switch (offer) {
            case FULL -> {
                refuse(session, ref, Problem.of(ErrorCode.TOO_BUSY).retryAfter(RETRY_AFTER));
                return;
            }
            case MERGED -> metrics.receiptMerged();
            case TAKEN -> {}
        }
        waiting.add(session);
        askForTick();
    }

    /** What its client said last still counts. */
    @Override
    public void ended(Session session) {
        waiting.remove(session);
        append(dueOf(session, session.receipts().rest(ports.nanoTime().getAsLong())));
    }

    @Override
    public boolean isIdle() {
        return waiting.isEmpty() && underWay.get() == 0;
    }

    private void askForTick() {
        if (isTickDue.compareAndSet(false, true)) {
            var _ = ports.timer().schedule(this::tick, TICK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void tick() {
        isTickDue.set(false);
        var now = ports.nanoTime().getAsLong();
        var due = new ArrayList<Due>();
        for (var session : waiting) {
            if (due.size() >= MAX_AT_ONCE) {
                break;
            }
            // What a client says before it is live waits until its memberships are known.
            if (session.isLive() || !session.isOpen()) {
                due.addAll(dueOf(session, session.receipts().due(now)));
            }
        }
        forget();
        if (!waiting.isEmpty()) {
            askForTick();
        }
        append(due);
    }

    /** Those of which nothing waits any more; one that says something meanwhile is put back. */
    private void forget() {
        var quiet =
                waiting.stream().filter(session -> session.receipts().isEmpty()).toList();
        for (var session : quiet) {
            waiting.remove(session);
            if (!session.receipts().isEmpty()) {
                waiting.add(session);
            }
        }
    }

    private List<Due> dueOf(Session session, List<PendingReceipt> receipts) {
        underWay.addAndGet(receipts.size());
        return receipts.stream().map(receipt -> new Due(session, receipt)).toList();
    }

    private void append(List<Due> due) {
        if (!due.isEmpty()) {
            ports.tailThread().execute(() -> handOver(draft(due)));
        }
    }

    private void handOver(List<Draft> drafts) {
        try {
            ports.timer().execute(() -> drafts.forEach(this::append));
        } catch (RejectedExecutionException _) {
            // The node has ended, and no event waits for this thread.
            drafts.forEach(this::append);
        }
    }

    /** On the tail's thread. */
    private List<Draft> draft(List<Due> due) {
        var drafts = new ArrayList<Draft>(due.size());
        for (var each : due) {
            var session = each.session();
            var standing = ports.members().standing(session, each.receipt().conversation());
            if (standing.isEmpty()) {
                // A conversation that there is not, and one of other people, are the same.
                refuse(each, Problem.of(ErrorCode.CONVERSATION_NOT_FOUND));
                continue;
            }
            drafts.add(new Draft(
                    each,
                    each.receipt().requests().stream()
                            .map(request -> request.draft(
                                    session.tenant(),
                                    session.user(),
                                    standing.get().memberSince(),
                                    standing.get().headSeq()))
                            .toList()));
        }
        return drafts;
    }

    /** On the timer's thread, so that those of one conversation stay in order. */
    private void append(Draft draft) {
        var appended = draft.drafts().stream().map(ports.log()::append).toList();
        var _ = CompletableFuture.allOf(appended.toArray(CompletableFuture[]::new))
                .thenRun(() -> finish(draft.due(), appended.stream().allMatch(CompletableFuture::join)));
    }

    /** @param isDurable false where that is not known */
    private void finish(Due due, boolean isDurable) {
        underWay.decrementAndGet();
        if (isDurable) {
            metrics.receiptTaken();
            due.receipt().refs().forEach(ref -> due.session().send(ServerFrames.receiptOk(ref)));
        } else {
            metrics.receiptDropped(UNKNOWN.code());
            answer(due, ref -> ServerFrames.error(ref, UNKNOWN));
        }
    }

    private void refuse(Due due, Problem problem) {
        underWay.decrementAndGet();
        metrics.receiptDropped(problem.code());
        answer(due, ref -> ServerFrames.rejected(ref, null, problem));
    }

    private void refuse(Session session, @Nullable String ref, Problem problem) {
        metrics.receiptDropped(problem.code());
        session.send(ServerFrames.rejected(ref, null, problem));
    }

    /** Every report that wants an answer gets it; where none does, the client hears of it once. */
    private static void answer(Due due, Function<@Nullable String, byte[]> frame) {
        var refs = due.receipt().refs();
        if (refs.isEmpty()) {
            due.session().send(frame.apply(null));
        }
        refs.forEach(ref -> due.session().send(frame.apply(ref)));
    }
}
