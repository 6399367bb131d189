package dev.parley.ingress.messages;

import dev.parley.edge.api.Problem;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Set;

/**
 * {@code POST /v1/messages/{messageId}/thread}. The path names the thread's first message, so what is refused because of it is refused
 * as in every other call on a message: to strangers of a private group it is not there.
 *
 * @param command sends the reply
 */
public record ReplyInThread(Endpoint command) implements Endpoint {
    private static final Set<ErrorCode> NOT_THERE =
            Set.of(ErrorCode.GROUP_NOT_FOUND, ErrorCode.RECEIVER_UNKNOWN, ErrorCode.PARENT_UNKNOWN);

    @Override
    public Reply answer(Call call) {
        try {
            return command.answer(call);
        } catch (RefusedException e) {
            throw new RefusedException(ofMessage(e.problem()));
        }
    }

    @Override
    public Set<ErrorCode> problems() {
        return command.problems();
    }

    private static Problem ofMessage(Problem problem) {
        if (NOT_THERE.stream().anyMatch(problem::is)) {
            return Problem.of(ErrorCode.MESSAGE_NOT_FOUND);
        }
        return problem.is(ErrorCode.PARENT_IS_REPLY)
                ? Problem.at("messageId", ErrorCode.PARENT_IS_REPLY, problem.detail())
                : problem;
    }
}
