package dev.parley.bench.all;

import java.util.ArrayList;
import java.util.List;

/**
 * How much is run.
 *
 * @param times warm-up and measured time, as options
 * @param rates of 1:1 chat
 * @param knee rates tried for the knee
 * @param groups listeners and rate of each group
 * @param writes REST writes a second
 * @param idle numbers of idle sockets
 * @param events for the sink to catch up with
 */
record Scope(
        List<String> times, List<Integer> rates, String knee, List<Group> groups, int writes, String idle, int events) {
    private static final int CONNECTED = 1000;

    /** A group in which all listen, spread over generators. */
    record Group(int listeners, int rate, int processes) {}

    /** What the bars ask for. */
    static Scope full() {
        return new Scope(
                List.of("--warmup", "60s", "--duration", "60s"),
                List.of(500, 1000, 4000, 8000),
                "1000,2000,4000,6000,8000,10000",
                List.of(new Group(1000, 35, 1), new Group(1000, 70, 1), new Group(10_000, 3, 2)),
                5000,
                "1000,5000,10000",
                1_000_000);
    }

    /** Whether everything works; the figures say little. */
    static Scope quick() {
        return new Scope(
                List.of("--warmup", "3s", "--duration", "5s"),
                List.of(100),
                "100,200",
                List.of(new Group(50, 5, 2)),
                100,
                "100,200",
                20_000);
    }

    /** The commands, in order; each is told the platform's data folder as well. */
    List<List<String>> commands() {
        var commands = new ArrayList<List<String>>();
        for (var rate : rates) {
            commands.add(load("direct", "--sockets", sockets(rate), "--rate", text(rate)));
        }
        commands.add(load("knee", "--sockets", sockets(rates.getLast()), "--rates", knee));
        for (var group : groups) {
            commands.add(load(
                    "group",
                    "--listeners",
                    text(group.listeners()),
                    "--rate",
                    text(group.rate()),
                    "--processes",
                    text(group.processes())));
        }
        commands.add(load("rest-writes", "--rate", text(writes)));
        commands.add(List.of("idle", "--sockets", idle, "--duration", times.getLast()));
        // Last: its events stay in the log.
        commands.add(List.of("sink", "--events", text(events), "--live", times.getLast()));
        return commands;
    }

    private List<String> load(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(times);
        return all;
    }

    private static String sockets(int rate) {
        return text(Math.min(CONNECTED, rate));
    }

    private static String text(int number) {
        return Integer.toString(number);
    }
}
