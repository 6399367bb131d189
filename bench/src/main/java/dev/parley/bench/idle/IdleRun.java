package dev.parley.bench.idle;

import dev.parley.bench.options.Target;
import dev.parley.bench.process.ChildProcess;
import dev.parley.client.run.MachineInfo;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Opens more and more sockets, spread over generators and nodes, and reads at each step what they cost. */
final class IdleRun implements AutoCloseable {
    private final Plan plan;
    private final Nodes nodes;
    private final PrintStream out;
    private final List<ChildProcess> holders;

    /**
     * What is measured.
     *
     * @param steps numbers of sockets, growing
     * @param warmUp before it is looked at
     * @param stretch how long each step is looked at
     * @param generators processes that hold the sockets
     */
    record Plan(String runId, List<Integer> steps, Duration warmUp, Duration stretch, int generators) {
        Plan {
            if (steps.isEmpty()
                    || steps.getFirst() < generators
                    || !steps.equals(steps.stream().sorted().toList())) {
                throw new IllegalArgumentException("--sockets must be growing numbers, none below --processes.");
            }
        }
    }

    IdleRun(Plan plan, Target target, Nodes nodes, PrintStream out) {
        this.plan = plan;
        this.nodes = nodes;
        this.out = out;
        this.holders = IntStream.range(0, plan.generators())
                .mapToObj(i -> holder(i, target))
                .toList();
    }

    private ChildProcess holder(int number, Target target) {
        var node = nodes.urls().get(number % nodes.urls().size());
        // A source address has some 28,000 ports; each generator has one of its own.
        var arguments = List.of(
                "bench",
                "hold-sockets",
                "--socket-url",
                node.toString(),
                "--prefix",
                plan.runId() + "-" + number,
                "--sources",
                "127.0.0." + (2 + number));
        return ChildProcess.start(
                "holder " + number,
                arguments,
                Map.of("PARLEY_URL", target.url().toString(), "PARLEY_API_KEY", target.apiKey()));
    }

    IdleReport run() {
        out.println("looking at the node without sockets");
        // Once the classes are loaded and the first sockets were served, a node needs more than when it had just
        // started.
        hold(plan.generators());
        // Nor does a node that has just started show what it needs.
        leaveAlone();
        var without = nodes.read(plan.stretch());
        var steps = new ArrayList<IdleReport.Step>();
        for (var sockets : plan.steps()) {
            out.printf("opening %,d sockets%n", sockets);
            hold(sockets);
            leaveAlone();
            out.printf("looking on for %d s%n", plan.stretch().toSeconds());
            var with = nodes.read(plan.stretch());
            var held = hold(sockets);
            steps.add(IdleReport.Step.of(sockets, held.open(), held.lost(), without, with));
        }
        return new IdleReport(
                steps.stream().allMatch(step -> step.held() == step.sockets() && step.lost() == 0),
                false,
                "idle",
                Map.of(
                        "runId",
                        plan.runId(),
                        "processes",
                        plan.generators(),
                        "nodes",
                        nodes.urls().size(),
                        "warmUpSeconds",
                        plan.warmUp().toSeconds(),
                        "durationSeconds",
                        plan.stretch().toSeconds()),
                without,
                steps,
                steps.getLast(),
                MachineInfo.here());
    }

    private void leaveAlone() {
        out.printf("leaving it alone for %d s%n", plan.warmUp().toSeconds());
        var _ = nodes.read(plan.warmUp());
    }

    private record Held(int open, int lost) {}

    /** Has the generators hold so many in all; asked for what they hold, they say how they fared. */
    private Held hold(int sockets) {
        for (var i = 0; i < holders.size(); i++) {
            var share = sockets * (i + 1) / holders.size() - sockets * i / holders.size();
            holders.get(i).tell(Integer.toString(share));
        }
        var open = 0;
        var lost = 0;
        for (var holder : holders) {
            var answer = holder.hear().split(" ", -1);
            open += Integer.parseInt(answer[0]);
            lost += Integer.parseInt(answer[1]);
        }
        return new Held(open, lost);
    }

    @Override
    public void close() {
        holders.forEach(ChildProcess::close);
    }
}
