package dev.parley.faults;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.parley.client.run.MachineInfo;
import java.util.List;
import java.util.Map;

/** What came of a run of scenarios. */
record FaultReport(List<FaultResult> results, Map<String, Object> settings, MachineInfo machine) {
    private static final int FAILED = 1;
    private static final int SKIPPED = 2;

    static FaultReport of(List<FaultResult> results, FaultSettings settings) {
        return new FaultReport(
                List.copyOf(results),
                Map.of(
                        "sockets",
                        settings.sockets(),
                        "rate",
                        settings.rate(),
                        "outageSeconds",
                        settings.outage().toSeconds()),
                MachineInfo.here());
    }

    /** 0 all passed, 1 one failed, 2 none failed, but one could not be run here. */
    @JsonIgnore
    int exitStatus() {
        if (has(FaultResult.State.FAILED)) {
            return FAILED;
        }
        return has(FaultResult.State.SKIPPED) ? SKIPPED : 0;
    }

    private boolean has(FaultResult.State state) {
        return results.stream().anyMatch(result -> result.state() == state);
    }

    @JsonIgnore
    String summary() {
        var text = new StringBuilder();
        results.forEach(result -> text.append(String.format(
                "%-8s %3d  %s (%.0f s)%n", result.state(), result.number(), result.title(), result.seconds())));
        return text.toString();
    }
}
