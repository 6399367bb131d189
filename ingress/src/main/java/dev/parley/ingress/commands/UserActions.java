package dev.parley.ingress.commands;

import dev.parley.edge.api.Problem;
import dev.parley.edge.log.Answer;
import dev.parley.edge.log.Answer.Accepted;
import dev.parley.ingress.http.RefusedException;

/** What becomes of actions on users. */
public final class UserActions {
    private UserActions() {}

    /** @throws RefusedException it did not happen, or it is not known */
    public static Accepted accepted(Answer answer) {
        return switch (answer) {
            case Accepted accepted -> accepted;
            case Answer.Rejected rejected -> throw new RefusedException(Problem.of(rejected));
            case Answer.Unknown unknown -> throw new RefusedException(Problem.of(unknown));
            case Answer.Held _ -> throw new IllegalStateException("An action on a user is never held.");
        };
    }
}
