package dev.parley.ingress.marks;

import dev.parley.edge.api.Problem;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.schemas.errors.ErrorCode;
import java.util.HashSet;
import java.util.Set;

/** {@code DELETE /v1/messages/{messageId}}: for everybody, or with {@code ?for=me} for the caller alone. */
public record DeleteFor(Endpoint all, Endpoint me) implements Endpoint {
    private static final String FOR = "for";

    @Override
    public Reply answer(Call call) {
        var rest = call.withoutQuery(FOR);
        return switch (call.query().getOrDefault(FOR, "all")) {
            case "all" -> all.answer(rest);
            case "me" -> me.answer(rest);
            default ->
                throw new RefusedException(Problem.at(
                        FOR, ErrorCode.FIELD_INVALID, "for must be all, for everybody, or me, for the caller alone."));
        };
    }

    @Override
    public Set<ErrorCode> problems() {
        var problems = new HashSet<>(all.problems());
        problems.addAll(me.problems());
        return problems;
    }
}
