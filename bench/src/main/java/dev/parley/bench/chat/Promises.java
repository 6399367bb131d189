package dev.parley.bench.chat;

import java.util.ArrayList;
import java.util.List;

/**
 * What a platform says of itself, and what can be checked of it therefore.
 *
 * @param acknowledges whether the sender is told; where not, whatever was handed to the socket counts as acknowledged
 * @param numbers whether each event has a seq, contiguous in its conversation
 * @param stores whether a message is stored before it is acknowledged, and can be read back
 * @param deduplicates whether an id may be sent again without becoming a second message
 * @param delivers whether it is a chat at all; where not, all that can be checked is that requests are answered
 */
public record Promises(
        String platform,
        boolean acknowledges,
        boolean numbers,
        boolean stores,
        boolean deduplicates,
        boolean delivers) {
    public Promises(String platform, boolean acknowledges, boolean numbers, boolean stores, boolean deduplicates) {
        this(platform, acknowledges, numbers, stores, deduplicates, true);
    }

    /** A server that answers requests and does nothing else. */
    public static Promises ofAnswers(String platform) {
        return new Promises(platform, true, false, false, false, false);
    }

    /**
     * Figures are compared within a class only: A = nothing stored, B = stored before it is acknowledged, none = it is no
     * chat.
     */
    public String durability() {
        if (!delivers) {
            return "none";
        }
        return stores ? "B" : "A";
    }

    /** The parts of the check that a run is held to. */
    public List<String> checked() {
        if (!delivers) {
            return List.of("every request answered with 202, and nothing else: nothing is stored or delivered");
        }
        var parts = new ArrayList<String>();
        parts.add((acknowledges ? "every acknowledged id" : "every id sent")
                + " exactly once at every connected receiver");
        parts.add(numbers ? "seqs contiguous, ids at the seq of their answer" : "each sender's messages in order");
        parts.add("texts unaltered, nothing foreign, nothing that was refused");
        if (stores) {
            parts.add("every acknowledged id stored exactly once");
        }
        return parts;
    }
}
