package dev.parley.topologies.machine;

import dev.parley.schemas.registry.RegistryUnavailableException;
import dev.parley.topologies.machine.Decision.FailedTimer;
import dev.parley.topologies.machine.TimerQueue.Timer;
import dev.parley.topologies.memory.ActionMemory;
import dev.parley.topologies.store.DraftKeyValues;
import dev.parley.topologies.store.KeyValues;
import dev.parley.topologies.store.PartitionClock;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/** Fires timers, each as a decision of its own: one that fails changes nothing but that it is over. One thread. */
final class TimerShell {
    private final KeyValues state;
    private final Domain<?> domain;
    private final ActionMemory memory;
    private final PartitionClock clock;
    private final TimerQueue timers;

    TimerShell(KeyValues state, Domain<?> domain, ActionMemory memory, PartitionClock clock) {
        this.state = state;
        this.domain = domain;
        this.memory = memory;
        this.clock = clock;
        this.timers = domain.timers();
    }

    /** Everything that is due, as one decision. */
    Decision fire(List<Timer> due, long now) {
        var outputs = new ArrayList<Output>(2 * due.size());
        var failed = new ArrayList<FailedTimer>(0);
        for (var timer : due) {
            try {
                outputs.addAll(end(timer, now, domain::fire));
            } catch (KafkaException | RegistryUnavailableException e) {
                throw e;
            } catch (RuntimeException e) {
                failed.add(new FailedTimer(timer, e));
                outputs.addAll(giveUp(timer, now));
            }
        }
        return new Decision(List.copyOf(outputs), due.size(), List.copyOf(failed));
    }

    private interface Ending {
        Fired of(Timer timer, long now, KeyValues draft);
    }

    private List<Output> giveUp(Timer timer, long now) {
        try {
            return end(timer, now, domain::giveUp);
        } catch (KafkaException | RegistryUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            return end(timer, now, (_, _, _) -> Fired.NOTHING);
        }
    }

    private List<Output> end(Timer timer, long now, Ending ending) {
        timers.settle(false);
        var draft = new DraftKeyValues(state);
        timers.remove(draft, timer.key());
        var fired = ending.of(timer, now, draft);
        if (!fired.facts().isEmpty()) {
            memory.index(draft, now, timer.identity(), fired.facts());
            clock.persisted();
        }
        draft.commit();
        timers.settle(true);
        return fired.outputs();
    }
}
