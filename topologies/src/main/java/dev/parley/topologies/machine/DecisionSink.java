package dev.parley.topologies.machine;

/**
 * Where the decisions of a partition leave, in their order: the one port behind a machine. Called on the machine's thread; must
 * not block.
 */
@FunctionalInterface
public interface DecisionSink {
    /** Takes a decision; {@code recordTime} is when its action was appended, in milliseconds. */
    void accept(Decision decision, long recordTime);
}
