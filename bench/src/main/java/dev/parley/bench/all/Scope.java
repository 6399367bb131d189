package dev.parley.bench.all;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How much is run.
 *
 * @param times warm-up and measured time, as options
 * @param starts after the first one
 * @param rates of 1:1 chat
 * @param compared those of them that a peer is held to
 * @param knee rates tried for the knee
 * @param groups listeners and rate of each group
 * @param push listeners and rate of the group at a push node alone
 * @param writes REST writes a second
 * @param appends to the log of actions a second
 * @param idle numbers of idle sockets
 * @param events for the sink to catch up with
 * @param growths what grows
 * @param inboxes numbers of conversations that one user has
 * @param read the group that is read beside other chat
 * @param slow the group of which one member hardly reads
 * @param flood those who type, and whose presence changes, beside other chat
 */
record Scope(
        List<String> times,
        int starts,
        List<Integer> rates,
        List<Integer> compared,
        String knee,
        List<Group> groups,
        Group push,
        int writes,
        int appends,
        String idle,
        int events,
        List<Growth> growths,
        String inboxes,
        ReadGroup read,
        Group slow,
        Flood flood) {
    /** Stores as Parley does. */
    static final String CHAT_PEER = "ejabberd";

    /** Answers and does nothing else. */
    static final String HTTP_PEER = "nginx";

    /** Writes the same events to the same database. */
    static final String SINK_PEER = "debezium";

    private static final int CONNECTED = 1000;

    /** A group in which all listen, spread over generators. */
    record Group(int listeners, int rate, int processes) {}

    /** Something that grows while the same is said. */
    record Growth(String dimension, String values, int sockets, int rate) {
        /** Threads are a setting of the platform, so that each step starts one. */
        boolean startsPlatforms() {
            return dimension.equals("threads");
        }
    }

    /** A group in which some read each second, beside so many messages a second of others. */
    record ReadGroup(int members, int readers, int sockets, int rate) {}

    /**
     * A flood beside so many messages a second of others.
     *
     * @param typists who type
     * @param flapping whose presence changes
     * @param circle of how many others each of both kinds is seen
     */
    record Flood(int typists, int flapping, int circle, int sockets, int rate) {}

    /**
     * A command, as after {@code ./parley bench}.
     *
     * @param needsPlatform whether it is told the data folder of a platform that runs; otherwise it starts all it needs
     */
    record Step(List<String> arguments, boolean needsPlatform) {}

    /** What the bars ask for. */
    static Scope full() {
        return new Scope(
                List.of("--warmup", "60s", "--duration", "60s"),
                3,
                List.of(500, 1000, 4000, 8000),
                List.of(500, 1000),
                "1000,2000,4000,6000,8000,10000",
                // What must be reached and a little more, so that a message that is late at the end decides nothing.
                List.of(new Group(1000, 35, 1), new Group(1000, 72, 1), new Group(10_000, 3, 2)),
                new Group(1000, 103, 1),
                5100,
                12_300,
                "1000,5000,10000",
                1_000_000,
                // A million conversations have a warm-up of a million messages.
                List.of(
                        new Growth("conversations", "1000,100000,1000000", 2000, 2000),
                        new Growth("members", "10,1000,100000", 10, 500),
                        new Growth("tenants", "1,10,100,1000", 2000, 2000),
                        new Growth("threads", "1,2", 2000, 2000)),
                "2000,6000",
                new ReadGroup(100_000, 1000, 200, 500),
                new Group(1000, 35, 1),
                new Flood(1000, 5000, 20, 200, 500));
    }

    /** Whether everything works; the figures say little. */
    static Scope quick() {
        return new Scope(
                List.of("--warmup", "3s", "--duration", "5s"),
                1,
                List.of(100),
                List.of(),
                "100,200",
                List.of(new Group(50, 5, 2)),
                new Group(50, 5, 1),
                100,
                100,
                "100,200",
                20_000,
                List.of(
                        new Growth("conversations", "100,200", 100, 100),
                        new Growth("members", "10,20", 10, 20),
                        new Growth("tenants", "1,10", 20, 100),
                        new Growth("threads", "1,2", 20, 100)),
                "40",
                new ReadGroup(600, 20, 20, 50),
                new Group(50, 5, 1),
                new Flood(40, 40, 10, 20, 50));
    }

    /** The peers that are wanted, where they are installed. */
    Set<String> peers() {
        return compared.isEmpty() ? Set.of() : Set.of(CHAT_PEER, HTTP_PEER, SINK_PEER);
    }

    /**
     * The commands, in order.
     *
     * @param peers those that are there
     */
    List<Step> steps(Set<String> peers) {
        var isCompared = peers.contains(CHAT_PEER);
        var steps = new ArrayList<Step>();
        steps.add(new Step(List.of("start", "--starts", text(starts)), false));
        // A comparison has a run of Parley's own at each of its rates.
        rates.stream()
                .filter(rate -> !isCompared || !compared.contains(rate))
                .forEach(rate -> steps.add(load("direct", "--sockets", sockets(rate), "--rate", text(rate))));
        steps.addAll(isCompared ? comparisons() : List.of(knee("knee")));
        for (var group : groups) {
            steps.add(load(
                    "group",
                    "--listeners",
                    text(group.listeners()),
                    "--rate",
                    text(group.rate()),
                    "--processes",
                    text(group.processes())));
        }
        steps.add(load("push", "--listeners", text(push.listeners()), "--rate", text(push.rate())));
        steps.add(load("rest-writes", "--rate", text(writes)));
        if (peers.contains(HTTP_PEER)) {
            steps.add(new Step(timed("rest-writes", "--rate", text(writes), "--peer", HTTP_PEER), false));
        }
        steps.add(load("append", "--rate", text(appends)));
        steps.add(new Step(List.of("idle", "--sockets", idle, "--duration", times.getLast()), true));
        steps.add(new Step(sink(peers.contains(SINK_PEER)), true));
        growths.forEach(growth -> steps.add(step(growth)));
        steps.addAll(reading());
        return steps;
    }

    private List<Step> reading() {
        return List.of(
                new Step(
                        List.of("inbox", "--conversations", inboxes, "--warmup", "5s", "--duration", times.getLast()),
                        true),
                load(
                        "receipts",
                        "--members",
                        text(read.members()),
                        "--readers",
                        text(read.readers()),
                        "--sockets",
                        text(read.sockets()),
                        "--rate",
                        text(read.rate())),
                load("slow", "--listeners", text(slow.listeners()), "--rate", text(slow.rate())),
                load(
                        "flood",
                        "--typists",
                        text(flood.typists()),
                        "--members",
                        text(flood.circle()),
                        "--flapping",
                        text(flood.flapping()),
                        "--circle",
                        text(flood.circle()),
                        "--sockets",
                        text(flood.sockets()),
                        "--rate",
                        text(flood.rate())));
    }

    private List<Step> comparisons() {
        var both = String.join(",", compared.stream().map(Scope::text).toList());
        return List.of(
                load("compare", "direct", "--peer", CHAT_PEER, "--sockets", text(CONNECTED), "--rates", both),
                knee("compare", "knee", "--peer", CHAT_PEER));
    }

    private List<String> sink(boolean isCompared) {
        var arguments = new ArrayList<>(List.of("sink", "--events", text(events), "--live", times.getLast()));
        if (isCompared) {
            arguments.addAll(List.of("--beside", SINK_PEER));
        }
        return arguments;
    }

    private Step knee(String... command) {
        var options = Stream.of("--sockets", sockets(rates.getLast()), "--rates", knee);
        return load(Stream.concat(Stream.of(command), options).toArray(String[]::new));
    }

    private Step step(Growth growth) {
        var arguments = timed(
                "scale",
                growth.dimension(),
                "--values",
                growth.values(),
                "--sockets",
                text(growth.sockets()),
                "--rate",
                text(growth.rate()));
        return new Step(arguments, !growth.startsPlatforms());
    }

    private Step load(String... arguments) {
        return new Step(timed(arguments), true);
    }

    private List<String> timed(String... arguments) {
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
