package dev.parley.ingress.http;

/** Answers calls of one route. Runs on a virtual thread, so it may block. */
@FunctionalInterface
public interface Endpoint {
    /** @throws RefusedException where the answer is a problem */
    Reply answer(Call call);
}
