package dev.parley.ingress.http;

import dev.parley.schemas.errors.ErrorCode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One line of the route table.
 *
 * @param query the query parameters that the route knows; others are refused
 */
public record Route(String method, PathTemplate path, Access access, Set<String> query, Endpoint endpoint) {
    private static final Set<ErrorCode> BODY_PROBLEMS = Set.of(
            ErrorCode.BODY_NOT_JSON,
            ErrorCode.FIELD_MISSING,
            ErrorCode.BODY_TOO_SLOW,
            ErrorCode.BODY_TOO_LARGE,
            ErrorCode.MEDIA_TYPE_UNSUPPORTED);

    public static Route get(String path, Access access, Endpoint endpoint, String... query) {
        return new Route("GET", PathTemplate.of(path), access, Set.of(query), endpoint);
    }

    public static Route post(String path, Access access, Endpoint endpoint, String... query) {
        return new Route("POST", PathTemplate.of(path), access, Set.of(query), endpoint);
    }

    public static Route patch(String path, Access access, Endpoint endpoint, String... query) {
        return new Route("PATCH", PathTemplate.of(path), access, Set.of(query), endpoint);
    }

    public static Route put(String path, Access access, Endpoint endpoint, String... query) {
        return new Route("PUT", PathTemplate.of(path), access, Set.of(query), endpoint);
    }

    public static Route delete(String path, Access access, Endpoint endpoint, String... query) {
        return new Route("DELETE", PathTemplate.of(path), access, Set.of(query), endpoint);
    }

    /** As in metrics and logs. */
    public String name() {
        return method + " " + path.text();
    }

    /** Everything that a request may be refused with, for the contract. */
    public Set<ErrorCode> problems() {
        var problems =
                EnumSet.of(ErrorCode.FIELD_UNKNOWN, ErrorCode.FIELD_INVALID, ErrorCode.INTERNAL, ErrorCode.TOO_BUSY);
        if (hasBody()) {
            problems.addAll(BODY_PROBLEMS);
        }
        problems.addAll(access.problems());
        problems.addAll(endpoint.problems());
        return problems;
    }

    boolean hasBody() {
        return !method.equals("GET");
    }

    /** HEAD is answered wherever GET is. */
    List<String> methods() {
        return method.equals("GET") ? List.of("GET", "HEAD") : List.of(method);
    }
}
