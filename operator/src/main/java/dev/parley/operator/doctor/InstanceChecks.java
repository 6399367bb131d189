package dev.parley.operator.doctor;

import dev.parley.operator.command.Amounts;
import dev.parley.operator.instances.InstanceAnswer;
import dev.parley.operator.instances.InstanceAnswer.Answered;
import dev.parley.operator.instances.InstanceAnswer.Silent;
import dev.parley.operator.instances.InstanceStatus;
import dev.parley.operator.instances.InstanceStatus.Feature;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Checks of the processes. Pure. */
final class InstanceChecks {
    private static final Duration CLOCK = Duration.ofSeconds(2);
    private static final long FEW_FILES = 4_096;
    private static final long FILES_OF_AN_EDGE = 65_536;
    private static final Set<String> WITH_SOCKETS = Set.of("ws-fanout", "standalone");
    private static final double FILES_USED = 0.8;
    private static final double HEAP_SHARE = 0.75;

    private InstanceChecks() {}

    static List<Finding> of(List<InstanceAnswer> answers) {
        var findings = new ArrayList<Finding>();
        var answered = new ArrayList<Answered>();
        for (var answer : answers) {
            switch (answer) {
                case Silent(var url, var why) -> findings.add(Finding.wrong(url.toString(), "no answer", why));
                case Answered instance -> {
                    answered.add(instance);
                    findings.addAll(ofOne(instance));
                }
            }
        }
        findings.addAll(agreement(
                "builds",
                answered,
                status -> status.version() + " " + status.commit(),
                "Finish the update, or undo it: a mix is meant for the time of a rolling update."));
        findings.addAll(agreement("Java", answered, InstanceStatus::java, "Give every instance the same JDK."));
        return findings;
    }

    private static List<Finding> agreement(
            String what, List<Answered> answered, Function<InstanceStatus, String> value, String toDo) {
        var values = answered.stream()
                .collect(Collectors.groupingBy(
                        instance -> value.apply(instance.status()),
                        Collectors.mapping(instance -> instance.url().toString(), Collectors.toList())));
        if (values.size() < 2) {
            return values.keySet().stream()
                    .map(only -> Finding.ok(what, "all instances: " + only))
                    .toList();
        }
        return List.of(Finding.wrong(
                what,
                values.entrySet().stream()
                        .map(each -> each.getKey() + " on " + String.join(", ", each.getValue()))
                        .sorted()
                        .collect(Collectors.joining("; ")),
                toDo));
    }

    private static List<Finding> ofOne(Answered instance) {
        var where = instance.status().service() + " " + instance.url();
        var findings = new ArrayList<Finding>();
        findings.addAll(readiness(where, instance.status()));
        findings.addAll(clock(where, instance));
        findings.addAll(files(where, instance.status()));
        findings.addAll(memory(where, instance.status()));
        instance.status()
                .disks()
                .forEach(disk -> findings.add(
                        DiskCheck.of(where + " disk of " + disk.name(), disk.freeBytes(), disk.totalBytes())));
        instance.status().features().forEach(feature -> findings.addAll(feature(where, feature)));
        return findings;
    }

    private static List<Finding> readiness(String where, InstanceStatus status) {
        if (status.ready()) {
            return List.of(Finding.ok(where, "ready for " + Amounts.time(Duration.ofSeconds(status.uptimeSeconds()))));
        }
        var parts = status.parts().entrySet().stream()
                .filter(part -> !part.getValue().ready())
                .map(part -> part.getKey() + ": " + part.getValue().detail())
                .sorted()
                .collect(Collectors.joining("; "));
        return List.of(Finding.wrong(where, "not ready: " + parts, "See its log; its parts say what they wait for."));
    }

    private static List<Finding> clock(String where, Answered instance) {
        try {
            var off = Duration.between(
                            instance.at(), Instant.parse(instance.status().time()))
                    .abs()
                    .minus(instance.roundTrip().dividedBy(2));
            return off.compareTo(CLOCK) > 0
                    ? List.of(Finding.wrong(
                            where,
                            "its clock is " + off.toSeconds() + " s off this machine's",
                            "Have one source of time for all machines (chrony); tokens tolerate a minute."))
                    : List.of();
        } catch (DateTimeParseException e) {
            return List.of(Finding.unknown(where, "it does not tell its time", "Update it to this version."));
        }
    }

    private static List<Finding> files(String where, InstanceStatus status) {
        var limit = status.maxOpenFiles();
        if (limit == 0) {
            return List.of();
        }
        if (status.openFiles() > limit * FILES_USED || limit < FEW_FILES) {
            return List.of(Finding.wrong(
                    where,
                    status.openFiles() + " of " + limit + " descriptors are open",
                    "Raise its limit of open files (ulimit -n, LimitNOFILE, ulimits.nofile) to 65536 or more."));
        }
        return WITH_SOCKETS.contains(status.service()) && limit < FILES_OF_AN_EDGE
                ? List.of(Finding.advice(
                        where,
                        "at most " + limit + " descriptors, of which each socket takes one",
                        "Raise its limit of open files to 65536 or more."))
                : List.of();
    }

    private static List<Finding> memory(String where, InstanceStatus status) {
        var limit = status.memoryBytes();
        return limit > 0 && status.maxHeapBytes() > limit * HEAP_SHARE
                ? List.of(Finding.wrong(
                        where,
                        "its heap may take " + Amounts.bytes(status.maxHeapBytes()) + " of " + Amounts.bytes(limit)
                                + " of its machine or container",
                        "Lower -Xmx, or raise the memory limit: stores, buffers and threads live beside the heap."))
                : List.of();
    }

    private static List<Finding> feature(String where, Feature feature) {
        var place = where + " " + feature.name();
        var findings = new ArrayList<Finding>();
        if (feature.paused()) {
            findings.add(Finding.advice(
                    place, "paused by an operator", "parley resume " + feature.name() + " ends the pause."));
        }
        if (feature.threads().size() != feature.threadTarget()) {
            findings.add(Finding.wrong(
                    place,
                    feature.threads().size() + " threads of " + feature.threadTarget(),
                    "See event=threads-unchanged and event=stream-thread-failed in its log; parley threads "
                            + feature.name() + " " + feature.threadTarget() + " tries again."));
        }
        var idle = feature.threads().stream()
                .filter(thread -> thread.tasks().isEmpty() && thread.standbys().isEmpty())
                .count();
        if (idle > 0 && feature.state().equals("RUNNING")) {
            findings.add(Finding.advice(
                    place,
                    idle + " of " + feature.threads().size() + " threads have no partition",
                    "Have fewer threads: more of them than partitions are idle."));
        }
        return findings;
    }
}
