package dev.parley.bench.replay;

import dev.parley.client.Outcome;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a run has done so far. Safe for many threads. */
final class Tally {
    private final LongAdder messages = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder unknown = new LongAdder();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder users = new LongAdder();
    private final LongAdder groups = new LongAdder();
    private final LongAdder joins = new LongAdder();
    private final LongAdder leaves = new LongAdder();
    private final LongAdder renames = new LongAdder();
    private final Map<String, Long> refused = new TreeMap<>();

    void sent(Step step) {
        switch (step.act()) {
            case Step.Act.Say _ -> messages.increment();
            case Step.Act.Appear _ -> users.increment();
            case Step.Act.GroupCreation _ -> groups.increment();
            case Step.Act.Join _ -> joins.increment();
            case Step.Act.Leave _ -> leaves.increment();
            case Step.Act.Rename _ -> renames.increment();
        }
    }

    void answered(Step step, Outcome outcome) {
        if (outcome instanceof Outcome.Refused(var code, var _)) {
            synchronized (refused) {
                refused.merge(kind(step) + " " + code, 1L, Long::sum);
            }
        } else if (step.act() instanceof Step.Act.Say) {
            acknowledged.increment();
        }
    }

    private static String kind(Step step) {
        return switch (step.act()) {
            case Step.Act.Say(var text, var _) -> text.isBlank() ? "blank" : "message";
            case Step.Act.Appear _ -> "user";
            case Step.Act.GroupCreation _ -> "group";
            case Step.Act.Join _ -> "join";
            case Step.Act.Leave _ -> "leave";
            case Step.Act.Rename _ -> "rename";
        };
    }

    /** An attempt with unknown outcome. */
    void unknown() {
        unknown.increment();
    }

    void delivered() {
        delivered.increment();
    }

    /** The counts as they are now. */
    record Counts(
            long messages,
            long acknowledged,
            long unknownAttempts,
            long delivered,
            long users,
            long groups,
            long joins,
            long leaves,
            long renames,
            Map<String, Long> refused) {
        /** Refusals that no chat deserves: all but blank texts and users who exist already. */
        long unexpectedRefusals() {
            return refused.entrySet().stream()
                    .filter(entry -> !entry.getKey().startsWith("blank ")
                            && !entry.getKey().equals("user user-exists"))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }

        /** Blank texts that were refused, as they must be. */
        long refusedBlanks() {
            return refused.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith("blank "))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }
    }

    Counts counts() {
        Map<String, Long> codes;
        synchronized (refused) {
            codes = new TreeMap<>(refused);
        }
        return new Counts(
                messages.sum(),
                acknowledged.sum(),
                unknown.sum(),
                delivered.sum(),
                users.sum(),
                groups.sum(),
                joins.sum(),
                leaves.sum(),
                renames.sum(),
                codes);
    }
}
