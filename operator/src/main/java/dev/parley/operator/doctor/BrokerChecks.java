package dev.parley.operator.doctor;

import dev.parley.operator.doctor.BrokerFacts.Broker;
import dev.parley.operator.doctor.Finding.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/** Checks of the brokers. Pure. */
final class BrokerChecks {
    /** The longest that a topology's transaction may last: commit interval and grace. */
    private static final long TRANSACTION_MS = 9_000;

    private static final long SWEEP_MS = 1_000;
    private static final long SESSION_MS = 6_000;
    private static final Duration AHEAD = Duration.ofSeconds(2);
    /** A push node stamps a lease every few seconds. */
    private static final Duration BEHIND = Duration.ofSeconds(60);

    private static final List<String> INTERNAL_COPIES =
            List.of("offsets.topic.replication.factor", "transaction.state.log.replication.factor");

    private static final List<Limit> LIMITS = List.of(
            new Limit(
                    "transaction.max.timeout.ms",
                    value -> value >= TRANSACTION_MS,
                    Level.WRONG,
                    "Set it to 15000 or more: the topologies' transactions are refused."),
            new Limit(
                    "transaction.abort.timed.out.transaction.cleanup.interval.ms",
                    value -> value <= SWEEP_MS,
                    Level.ADVICE,
                    "Set it to 1000: what a killed instance left open blocks readers of committed records that much"
                            + " longer."),
            new Limit(
                    "add.partitions.to.txn.retry.backoff.ms",
                    value -> value <= 1,
                    Level.ADVICE,
                    "Set it to 1: each commit costs the next message that many milliseconds."),
            new Limit(
                    "group.min.session.timeout.ms",
                    value -> value <= SESSION_MS,
                    Level.WRONG,
                    "Set it to 6000 or less: the topologies cannot join their groups."));

    /** What a number in a broker's configuration must be. */
    private record Limit(String key, LongPredicate isGood, Level level, String toDo) {
        List<Finding> check(String where, Broker broker) {
            var value = broker.config(key);
            return value.matches("-?[0-9]{1,18}") && !isGood.test(Long.parseLong(value))
                    ? List.of(new Finding(level, where, key + " is " + value, toDo))
                    : List.of();
        }
    }

    private BrokerChecks() {}

    /** @param replicationFactor of the platform's topics */
    static List<Finding> of(BrokerFacts facts, int replicationFactor) {
        var findings = new ArrayList<Finding>();
        findings.add(
                facts.brokers().size() < replicationFactor
                        ? Finding.wrong(
                                "brokers",
                                facts.brokers().size() + " run, but topics have " + replicationFactor + " copies",
                                "Start the missing brokers, or set PARLEY_REPLICATION_FACTOR to what you have.")
                        : Finding.ok("brokers", facts.brokers().size() + " run"));
        if (replicationFactor == 1) {
            findings.add(Finding.advice(
                    "brokers",
                    "topics have one copy",
                    "For production have three brokers and PARLEY_REPLICATION_FACTOR=3: a lost disk loses"
                            + " everything."));
        }
        facts.brokers().forEach(broker -> findings.addAll(ofOne(broker, replicationFactor)));
        facts.openTransactions()
                .forEach(open -> findings.add(Finding.wrong(
                        "transaction " + open.transactionalId(),
                        "open for more than 15 s (" + open.state() + ", producer " + open.producerId() + ")",
                        "Restart the instance that writes it. If it stays: kafka-transactions.sh"
                                + " find-hanging, then abort.")));
        facts.groups().forEach((group, state) -> findings.addAll(group(group, state)));
        return findings;
    }

    private static List<Finding> ofOne(Broker broker, int replicationFactor) {
        var where = "broker " + broker.id();
        var findings = new ArrayList<>(flags(where, broker));
        LIMITS.forEach(limit -> findings.addAll(limit.check(where, broker)));
        for (var key : INTERNAL_COPIES) {
            var toDo = "Set it to " + replicationFactor + ", and add copies to the topic that is there already.";
            findings.addAll(
                    new Limit(key, value -> value >= replicationFactor, Level.WRONG, toDo).check(where, broker));
        }
        findings.addAll(directories(where, broker));
        findings.addAll(clock(where, broker));
        return findings;
    }

    private static List<Finding> flags(String where, Broker broker) {
        var toDo = Map.of(
                "auto.create.topics.enable", "Set it to false: a topic of another shape would be made by a first read.",
                "unclean.leader.election.enable", "Set it to false: acknowledged messages could be lost.");
        var findings = new ArrayList<Finding>();
        toDo.forEach((key, advice) -> {
            if (broker.config(key).equals("true")) {
                findings.add(Finding.wrong(where, key + " is true", advice));
            }
        });
        return findings;
    }

    private static List<Finding> directories(String where, Broker broker) {
        return broker.directories().stream()
                .map(directory -> directory.error().isEmpty()
                        ? DiskCheck.of(where + " " + directory.path(), directory.freeBytes(), directory.totalBytes())
                        : Finding.wrong(
                                where + " " + directory.path(),
                                directory.error(),
                                "Mend the disk and restart the broker; its copies are made again from the others."))
                .toList();
    }

    private static List<Finding> clock(String where, Broker broker) {
        var last = broker.lastStamp();
        if (last == null) {
            return List.of();
        }
        if (last.plus(AHEAD).isNegative()) {
            return List.of(Finding.wrong(
                    where,
                    "its clock is at least " + last.negated().toSeconds() + " s ahead of this machine's",
                    "Have one source of time for all machines (chrony)."));
        }
        return last.compareTo(BEHIND) > 0
                ? List.of(Finding.advice(
                        where,
                        "its last lease is " + last.toSeconds() + " s old by this machine's clock",
                        "No push node runs, or the clock is behind: compare it (chrony tracking)."))
                : List.of(Finding.ok(
                        where,
                        "its clock agrees to " + AHEAD.toSeconds() + " s ahead, " + BEHIND.toSeconds() + " s behind"));
    }

    private static List<Finding> group(String group, String state) {
        return switch (state) {
            case "STABLE" -> List.of(Finding.ok("group " + group, "has members"));
            case "EMPTY", "DEAD" ->
                List.of(Finding.wrong(
                        "group " + group,
                        "nobody reads",
                        "Start an instance that runs it; a group that is no longer used:"
                                + " kafka-consumer-groups.sh --delete."));
            default ->
                List.of(Finding.advice("group " + group, "is " + state, "It rebalances; look again in a minute."));
        };
    }
}
