package dev.parley.ingress.http;

import dev.parley.schemas.errors.ErrorCode;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers calls of one route. Runs on a virtual thread, so it may block. */
@FunctionalInterface
public interface Endpoint {
    /** @throws RefusedException where the answer is a problem */
    Reply answer(Call call);

    /**
     * What it may refuse beyond what every route may, for the contract. With {@code ACTION_ID_REUSED} it takes an
     * {@code Idempotency-Key}, with {@code VERSION_CONFLICT} an {@code If-Match}.
     */
    default Set<ErrorCode> problems() {
        return Set.of();
    }

    /** What several endpoints refuse with, and what one of them does beyond. */
    static Set<ErrorCode> union(Set<ErrorCode> shared, ErrorCode... more) {
        return Stream.concat(shared.stream(), Arrays.stream(more)).collect(Collectors.toUnmodifiableSet());
    }
}
