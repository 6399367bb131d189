package dev.parley.topologies.fold;

import dev.parley.topologies.machine.Output;
import java.util.List;

/**
 * What came of a record.
 *
 * @param result for the metric, kebab-case
 * @param outputs to send at once; the rest waits in {@link Emissions}
 */
public record Folded(String result, List<Output> outputs) {
    public static Folded of(String result) {
        return new Folded(result, List.of());
    }
}
