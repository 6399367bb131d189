package dev.parley.ingress.http;

import dev.parley.edge.api.Parsed;
import dev.parley.edge.api.Problem;
import dev.parley.schemas.errors.ErrorCode;

/** Ends a call with a problem. Thrown by endpoints; caught by the router, and where an endpoint puts another one's problem in its own words. */
public final class RefusedException extends RuntimeException {
    private final transient Problem problem;

    public RefusedException(Problem problem) {
        // No stack trace: this is an answer, not a fault of the program.
        super(problem.code(), null, false, false);
        this.problem = problem;
    }

    public RefusedException(ErrorCode error) {
        this(Problem.of(error));
    }

    public Problem problem() {
        return problem;
    }

    /** What was understood, or the end of the call. */
    public static <T> T valid(Parsed<? extends T> parsed) {
        return switch (parsed) {
            case Parsed.Valid<? extends T>(var value) -> value;
            case Parsed.Invalid<? extends T>(var problem) -> throw new RefusedException(problem);
        };
    }
}
