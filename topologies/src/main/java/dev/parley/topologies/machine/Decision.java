package dev.parley.topologies.machine;

import java.util.List;
import java.util.Optional;

/**
 * What one action leads to.
 *
 * @param outputs records to send, in this order
 * @param defect why the action could not be decided; it then changed nothing and belongs to the dead letters
 */
public record Decision(List<Output> outputs, Optional<RuntimeException> defect) {
    public static final Decision NOTHING = new Decision(List.of(), Optional.empty());

    public static Decision of(List<Output> outputs) {
        return new Decision(outputs, Optional.empty());
    }
}
