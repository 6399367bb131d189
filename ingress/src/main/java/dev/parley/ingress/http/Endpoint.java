package dev.parley.ingress.http;

import dev.parley.schemas.errors.ErrorCode;
import java.util.Set;

/** Answers calls of one route. Runs on a virtual thread, so it may block. */
@FunctionalInterface
public interface Endpoint {
    /** @throws RefusedException where the answer is a problem */
    Reply answer(Call call);

    /** What it may refuse beyond what every route may, for the contract. */
    default Set<ErrorCode> problems() {
        return Set.of();
    }
}
