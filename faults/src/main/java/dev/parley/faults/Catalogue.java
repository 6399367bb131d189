package dev.parley.faults;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Every scenario, in the order of the list of faults. */
final class Catalogue {
    static final List<FaultScenario> ALL = List.of(
            new KillPushNode(),
            new KillIngress(),
            new KillStreams(),
            new BrokerOutage(),
            new ChangeThreads(),
            new Rescale(),
            new FreezeStreams(),
            new SameAction(),
            new RetriesOutOfOrder(),
            new PoisonRecords(),
            new SlowHandshakes(),
            new WrongClock(),
            new DatabaseDown(),
            new DiskFull(),
            new StalePresence(),
            new HangingTransaction(),
            new MovingClients(),
            new ReconnectStorm());

    /** What fits into a few minutes, and kills what clients talk to, and what decides. */
    private static final Set<Integer> SHORT = Set.of(1, 2, 3, 9);

    private Catalogue() {}

    /** @param what numbers with commas, {@code all} or {@code short} */
    static List<FaultScenario> select(String what) {
        return switch (what) {
            case "all" -> ALL;
            case "short" ->
                ALL.stream().filter(each -> SHORT.contains(each.number())).toList();
            default ->
                Stream.of(what.split(",", -1))
                        .flatMap(number -> numbered(number).stream())
                        .toList();
        };
    }

    /** A row of the list may have several scenarios. */
    private static List<FaultScenario> numbered(String number) {
        var found = ALL.stream()
                .filter(each -> Integer.toString(each.number()).equals(number.strip()))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("There is no scenario \"" + number
                    + "\": numbers of `parley fault list` with commas, all or short.");
        }
        return found;
    }

    static String list() {
        var text = new StringBuilder();
        for (var each : ALL) {
            text.append(String.format(
                    "%4d  %s%s%n", each.number(), each.title(), SHORT.contains(each.number()) ? " (short)" : ""));
        }
        return text.toString();
    }
}
