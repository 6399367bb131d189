package dev.parley.wsfanout.lease;

import dev.parley.edge.log.LeaseDraft;
import dev.parley.edge.log.SignalLog;
import dev.parley.schemas.Lease;
import dev.parley.schemas.NodeBeat;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The log of leases: keeps what is appended, beats of the node apart. */
public final class InMemoryLeases implements SignalLog<LeaseDraft> {
    /** Whether what is appended becomes durable. */
    public volatile boolean isUp = true;

    /** What was lost is in the log all the same. */
    volatile boolean isKeptThough;

    /** Whether answers wait for {@link #answer}. */
    volatile boolean isSlow;

    public volatile boolean hasRoom = true;
    private final List<Lease> leases = new ArrayList<>();
    private final List<LeaseDraft> beats = new ArrayList<>();
    private final List<CompletableFuture<Boolean>> unanswered = new ArrayList<>();

    /** All but beats. */
    public synchronized List<Lease> leases() {
        return List.copyOf(leases);
    }

    public synchronized List<LeaseDraft> beats() {
        return List.copyOf(beats);
    }

    /** Answers what waits. */
    synchronized void answer(boolean isDurable) {
        var waiting = List.copyOf(unanswered);
        unanswered.clear();
        waiting.forEach(each -> each.complete(isDurable));
    }

    @Override
    public boolean hasRoom() {
        return hasRoom;
    }

    @Override
    public synchronized CompletableFuture<Boolean> append(LeaseDraft draft) {
        var isDurable = isUp && hasRoom;
        if (isDurable || isKeptThough) {
            if (draft.lease().getBody() instanceof NodeBeat) {
                beats.add(draft);
            } else {
                leases.add(draft.lease());
            }
        }
        if (isSlow) {
            var answer = new CompletableFuture<Boolean>();
            unanswered.add(answer);
            return answer;
        }
        return CompletableFuture.completedFuture(isDurable);
    }
}
