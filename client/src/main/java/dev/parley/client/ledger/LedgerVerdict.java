package dev.parley.client.ledger;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a ledger came to.
 *
 * @param sent ids that were sent, whatever their kind
 * @param accepted ids that the platform acknowledged
 * @param refused ids that it refused, by code
 * @param unanswered ids whose outcome is still unknown; each may be in the log once or not at all
 * @param retried ids whose outcome was unknown at least once
 * @param deliveries events that readers received, the store not counted
 * @param stored events in the stored log
 */
public record LedgerVerdict(
        long sent,
        long accepted,
        Map<String, Long> refused,
        long unanswered,
        long retried,
        long deliveries,
        long stored,
        List<Fault> faults) {

    /** How many faults of a kind there are. */
    public long count(FaultKind kind) {
        return faults.stream().filter(fault -> fault.kind() == kind).count();
    }

    /** The kinds of fault that occurred, with how many of each. */
    public Map<FaultKind, Long> counts() {
        var counts = new TreeMap<FaultKind, Long>();
        faults.forEach(fault -> counts.merge(fault.kind(), 1L, Long::sum));
        return counts;
    }

    /** Whether the run has any figure worth a look. */
    public boolean isClean() {
        return faults.isEmpty();
    }
}
