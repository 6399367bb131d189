package dev.parley.edge.command;

import dev.parley.edge.api.Problem;
import dev.parley.edge.log.ActionDraft;

/** What came of drafting a command. */
public sealed interface Drafted {
    /** To be appended. */
    record Ready(ActionDraft draft) implements Drafted {}

    /** Can never have been accepted, or cannot be checked now. */
    record RefusedAtEdge(Problem problem) implements Drafted {}

    /** To be drafted again where it may block; only for {@link Blocking#NO}. */
    record WouldBlock() implements Drafted {}
}
