package dev.parley.topologies.machine;

import java.util.List;

/**
 * What a timer leads to.
 *
 * @param outputs records to send, in this order
 * @param facts as in {@link Decided.Happened#facts()}
 */
public record Fired(List<Output> outputs, List<byte[]> facts) {
    public static final Fired NOTHING = new Fired(List.of(), List.of());
}
