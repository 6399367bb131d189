package dev.parley.bench.load;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Chat that was measured in turn without something beside it and with it.
 *
 * @param without over the runs without it
 * @param with over the others
 */
record ChatBeside(Chat without, Chat with) {
    /** Chat over several runs. */
    record Chat(Spread p50, Spread p99, Spread cpuMillisPerMessage, Spread cpuSeconds) {
        static Chat of(List<LoadReport> runs) {
            return new Chat(
                    spread(runs, run -> run.latency().p50()),
                    spread(runs, run -> run.latency().p99()),
                    spread(
                            runs,
                            run -> run.server() == null
                                    ? Double.NaN
                                    : run.server().cpuMillisPerMessage()),
                    spread(
                            runs,
                            run -> run.server() == null
                                    ? Double.NaN
                                    : run.server().cpuSeconds()));
        }

        private static Spread spread(List<LoadReport> runs, ToDoubleFunction<LoadReport> figure) {
            return Spread.of(runs.stream().mapToDouble(figure).boxed().toList());
        }

        String text() {
            return "p50 " + p50.text() + "  p99 " + p99.text() + " ms  CPU " + cpuMillisPerMessage.text()
                    + " ms a message";
        }
    }

    /** @param runs in the order in which they were taken; which of them are which says {@link #isWith} */
    static ChatBeside of(List<LoadReport> runs) {
        return new ChatBeside(Chat.of(every(runs, false)), Chat.of(every(runs, true)));
    }

    /**
     * The last line of a report.
     *
     * @param good what is said of runs that have a figure
     */
    static String verdict(boolean isClean, boolean isVoid, String good) {
        if (!isClean) {
            return "NO FIGURE: a check failed.\n";
        }
        return (isVoid ? "NO FIGURE: the generator was late." : good) + "\n";
    }

    /** A B B A A B ...: neither is always the one that follows the other. */
    static boolean isWith(int turn) {
        return turn % 4 == 1 || turn % 4 == 2;
    }

    private static List<LoadReport> every(List<LoadReport> runs, boolean isWith) {
        return IntStream.range(0, runs.size())
                .filter(turn -> isWith(turn) == isWith)
                .mapToObj(runs::get)
                .toList();
    }

    /** By how much its p99 grows, as a multiple. */
    double p99Growth() {
        return with.p99().median() / without.p99().median();
    }

    /** What the platform spends on each of so many things beside the chat, which is the same in both. */
    double cpuMicrosPer(double things) {
        return (with.cpuSeconds().median() - without.cpuSeconds().median()) * 1e6 / things;
    }
}
