package dev.parley.topologies.machine;

import dev.parley.schemas.errors.ErrorCode;
import dev.parley.schemas.registry.RegistryUnavailableException;
import dev.parley.schemas.topics.Topic;
import dev.parley.topologies.machine.Decided.Deferred;
import dev.parley.topologies.machine.Decided.Happened;
import dev.parley.topologies.machine.Decided.Numbers;
import dev.parley.topologies.machine.Decided.Refused;
import dev.parley.topologies.memory.ActionIdentity;
import dev.parley.topologies.memory.ActionMemory;
import dev.parley.topologies.memory.Recall.New;
import dev.parley.topologies.memory.Recall.Repeated;
import dev.parley.topologies.memory.Recall.Reused;
import dev.parley.topologies.memory.RequestDigest;
import dev.parley.topologies.state.Digest;
import dev.parley.topologies.state.RememberedAction;
import dev.parley.topologies.store.DraftKeyValues;
import dev.parley.topologies.store.KeyValues;
import dev.parley.topologies.store.PartitionClock;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * What every domain shares: partition time, each action decided once, errors, and a state that changes whole or not at all. A
 * retry gets its first answer before anything is checked that may have changed since. One thread.
 */
public final class DecisionShell<A> implements Machine<A> {
    private final KeyValues state;
    private final Domain<A> domain;
    private final Outcomes outcomes;
    private final PartitionClock clock;
    private final ActionMemory memory;
    private final RequestDigest digests;
    private final TimerQueue timers;
    private final TimerShell timerShell;

    /** @param actions the topic of what is asked */
    public DecisionShell(KeyValues state, Domain<A> domain, Outcomes outcomes, Topic actions) {
        this.state = state;
        this.domain = domain;
        this.outcomes = outcomes;
        this.clock = new PartitionClock(state, ActionMemory::youngest);
        this.memory = new ActionMemory(new FactsOf(domain));
        this.digests = new RequestDigest(actions);
        this.timers = domain.timers();
        this.timerShell = new TimerShell(state, domain, memory, clock);
    }

    @Override
    public Decision apply(A action, long recordTime) {
        var now = clock.advance(recordTime);
        memory.purge(state, now);
        var due = timers.due(state, now);
        var fired = due.isEmpty() ? Decision.NOTHING : timerShell.fire(due, now);
        var decision = decide(action, now);
        clock.keep();
        return due.isEmpty() ? decision : fired.followedBy(decision);
    }

    @Override
    public long nextTimer() {
        return timers.earliest(state);
    }

    @Override
    public long waitingTimers() {
        return timers.waiting();
    }

    /** What the domain says of the end of its facts. */
    private record FactsOf(Domain<?> domain) implements ActionMemory.FactExpiry {
        @Override
        public boolean isExpired(byte[] key, byte[] fact, long now) {
            return domain.isExpired(key, fact, now);
        }

        @Override
        public byte @Nullable [] renewed(byte[] key, byte[] fact, long setAt, long now) {
            return domain.renewed(key, fact, setAt, now);
        }
    }

    private Decision decide(A action, long now) {
        var request = domain.requestOf(action);
        if (request.isEmpty()) {
            return Decision.of(domain.control(action));
        }
        if (!domain.isSupported(request.get().body())) {
            return Decision.of(outcomes.rejected(request.get().target(), ErrorCode.ACTION_UNSUPPORTED));
        }
        try {
            return Decision.of(decideOnce(action, request.get(), now));
        } catch (KafkaException | RegistryUnavailableException e) {
            // An unavailable log or registry is no defect of the decision: Streams stops the task and begins again.
            throw e;
        } catch (RuntimeException e) {
            return new Decision(outcomes.rejected(request.get().target(), ErrorCode.INTERNAL), Optional.of(e));
        }
    }

    private List<Output> decideOnce(A action, Request request, long now) {
        var identity = request.identity();
        var digest = digests.of(request.body());
        return switch (memory.recall(state, identity, asked -> digests.isOf(asked, digest, request.body()), now)) {
            case New _ -> decideNew(action, request, new Attempt(identity, new Digest(digest), now));
            case Repeated(var before) -> repeat(action, request, identity, before);
            case Reused _ -> outcomes.rejected(request.target(), ErrorCode.ACTION_ID_REUSED);
        };
    }

    private record Attempt(ActionIdentity identity, Digest digest, long now) {}

    private List<Output> decideNew(A action, Request request, Attempt attempt) {
        timers.settle(false);
        var draft = new DraftKeyValues(state);
        return switch (domain.decide(action, attempt.identity(), attempt.now(), draft)) {
            case Happened happened -> {
                remember(draft, attempt, entryOf(attempt, happened), happened.facts());
                yield answered(request, happened);
            }
            case Refused(var error, var retryAfterMs) -> {
                var entry = entry(attempt)
                        .setRefusal(error.code())
                        .setRetryAfterMs(retryAfterMs)
                        .build();
                // What a refused action had drafted does not happen.
                timers.settle(false);
                remember(new DraftKeyValues(state), attempt, entry, List.of());
                yield outcomes.rejected(request.target(), error, retryAfterMs);
            }
            case Deferred(var outputs) -> {
                remember(draft, attempt, entry(attempt).setHeld(true).build(), List.of());
                yield joined(outputs, outcomes.held(request.target()));
            }
        };
    }

    private void remember(DraftKeyValues draft, Attempt attempt, RememberedAction entry, List<byte[]> facts) {
        memory.remember(draft, attempt.identity(), entry, facts);
        draft.commit();
        timers.settle(true);
        clock.persisted();
    }

    private RememberedAction entryOf(Attempt attempt, Happened happened) {
        var first = happened.first();
        var proof = first == null ? null : domain.proofOf(first);
        return new RememberedAction(
                attempt.digest(),
                null,
                happened.numbers().firstSeq(),
                happened.numbers().lastSeq(),
                happened.numbers().messageNo(),
                attempt.now(),
                proof == null ? null : new Digest(proof),
                first == null || happened.isReplayable() ? null : ByteBuffer.wrap(first),
                false,
                null);
    }

    private static RememberedAction.Builder entry(Attempt attempt) {
        return RememberedAction.newBuilder().setAsked(attempt.digest()).setAt(attempt.now());
    }

    private List<Output> answered(Request request, Happened happened) {
        var numbers = happened.numbers();
        return joined(
                happened.outputs(),
                outcomes.accepted(request.target(), numbers.firstSeq(), numbers.lastSeq(), happened.first()));
    }

    private static List<Output> joined(List<Output> first, List<Output> then) {
        var all = new ArrayList<Output>(first.size() + then.size());
        all.addAll(first);
        all.addAll(then);
        return all;
    }

    private List<Output> repeat(A retry, Request request, ActionIdentity identity, RememberedAction before) {
        if (before.getRefusal() != null) {
            var error = ErrorCode.find(before.getRefusal()).orElse(ErrorCode.INTERNAL);
            return outcomes.rejected(request.target(), error, before.getRetryAfterMs());
        }
        return before.getHeld()
                ? outcomes.held(request.target())
                : outcomes.accepted(
                        request.target(), before.getFirstSeq(), before.getLastSeq(), recordOf(retry, identity, before));
    }

    /** The record of a repeated action: stored, or made again from the retry and proved by its id. */
    private byte @Nullable [] recordOf(A retry, ActionIdentity identity, RememberedAction before) {
        if (before.getRecord() != null) {
            return before.getRecord().array();
        }
        if (before.getEventId() == null) {
            return null;
        }
        var numbers = new Numbers(before.getFirstSeq(), before.getLastSeq(), before.getMessageNo());
        return domain.replay(
                retry, identity, before.getAt(), numbers, before.getEventId().bytes());
    }
}
