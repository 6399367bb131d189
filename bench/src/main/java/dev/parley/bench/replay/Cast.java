package dev.parley.bench.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The users that a run brings along, and what they do before the chat begins: the host creates the group, the listeners join it. */
record Cast(String runId, int listenerCount) {
    private static final String HOST = "replay-host";

    List<String> listeners() {
        // Named after the run: a member of every group ever replayed would be sent all of them at each resume.
        return IntStream.rangeClosed(1, listenerCount)
                .mapToObj(i -> runId + "-listener-" + i)
                .toList();
    }

    List<Step> opening() {
        var steps = new ArrayList<Step>();
        steps.add(new Step(runId + "-host-user", HOST, 0, new Step.Act.Appear("Host of the replay")));
        steps.add(new Step(runId + "-group", HOST, 0, new Step.Act.GroupCreation()));
        for (var listener : listeners()) {
            steps.add(new Step(listener + "-user", listener, 0, new Step.Act.Appear(listener)));
            steps.add(new Step(joinId(listener), listener, 0, new Step.Act.Join()));
        }
        return steps;
    }

    /** The step by which a listener becomes a member. */
    String joinId(String listener) {
        return listener + "-join";
    }
}
