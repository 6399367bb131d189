package dev.parley.topologies.machine;

import dev.parley.topologies.machine.TimerQueue.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one record leads to: the timers that are due by its time, and then the action.
 *
 * @param outputs records to send, in this order
 * @param defect why the action could not be decided; it then changed nothing and belongs to the dead letters
 * @param timers how many timers were due
 * @param failedTimers those that could not be decided; they belong to the dead letters, too
 */
public record Decision(
        List<Output> outputs, Optional<RuntimeException> defect, int timers, List<FailedTimer> failedTimers) {
    public static final Decision NOTHING = of(List.of());

    /** A timer that is over without an effect. */
    public record FailedTimer(Timer timer, RuntimeException cause) {}

    /** Of an action. */
    Decision(List<Output> outputs, Optional<RuntimeException> defect) {
        this(outputs, defect, 0, List.of());
    }

    /** Of timers. */
    Decision(List<Output> outputs, int timers, List<FailedTimer> failedTimers) {
        this(outputs, Optional.empty(), timers, failedTimers);
    }

    public static Decision of(List<Output> outputs) {
        return new Decision(outputs, Optional.empty());
    }

    /** The timers of this one, and then the action of the other one. */
    Decision followedBy(Decision action) {
        var all = new ArrayList<>(outputs);
        all.addAll(action.outputs);
        return new Decision(List.copyOf(all), action.defect, timers, failedTimers);
    }
}
