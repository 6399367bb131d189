package dev.parley.topologies.streams;

import dev.parley.topologies.machine.Decision;
import dev.parley.topologies.machine.Machine;
import dev.parley.topologies.machine.TimerQueue;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;

/** Tells the clock and the metrics of a feature's timers. */
record TimersOfFeature(String feature, TimerWatch watch, MachineMetrics metrics) {
    TimersOfFeature {
        metrics.timers().initLabelValues(feature, "fired");
        metrics.timers().initLabelValues(feature, "failed");
        metrics.actions().initLabelValues(feature);
    }

    OfPartition of(int partition, Machine<?> machine) {
        return new OfPartition(partition, machine);
    }

    /** One partition's timers, while its task runs. One thread. */
    final class OfPartition {
        private final int partition;
        private final Machine<?> machine;
        private final GaugeDataPoint waiting;
        private long toldNext = TimerQueue.NONE;
        private long toldWaiting;

        private OfPartition(int partition, Machine<?> machine) {
            this.partition = partition;
            this.machine = machine;
            this.waiting = metrics.waitingTimers().labelValues(feature, Integer.toString(partition));
            follow(Decision.NOTHING);
        }

        /** After each decision. */
        void follow(Decision decision) {
            var next = machine.nextTimer();
            // Where timers have fired, another tick is not in vain: more of them may be due.
            if (next != toldNext || decision.timers() > 0) {
                toldNext = next;
                watch.due(partition, this, next);
                count(decision);
            }
            if (machine.waitingTimers() != toldWaiting) {
                toldWaiting = machine.waitingTimers();
                waiting.set((double) toldWaiting);
            }
        }

        private void count(Decision decision) {
            var failed = decision.failedTimers().size();
            metrics.timers().labelValues(feature, "fired").inc(decision.timers() - failed);
            metrics.timers().labelValues(feature, "failed").inc(failed);
        }

        void close() {
            watch.gone(partition, this);
            metrics.waitingTimers().remove(feature, Integer.toString(partition));
        }
    }
}
