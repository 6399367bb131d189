package dev.parley.ingress.commands;

import static dev.parley.ingress.http.RefusedException.valid;

import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Ids;
import dev.parley.edge.api.Problem;
import dev.parley.edge.command.Blocking;
import dev.parley.edge.command.Command;
import dev.parley.edge.command.CommandDrafts;
import dev.parley.edge.command.CommandRequest;
import dev.parley.edge.command.Drafted;
import dev.parley.edge.log.ActionDraft;
import dev.parley.ingress.commands.ConversationWrites.Written;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.schemas.errors.ErrorCode;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Any command as a REST call: path parts, query parameters and the body's fields are the command's fields.
 *
 * @param answer what the client gets where it happened
 */
public record CommandEndpoint(
        Command command, CommandDrafts drafts, ConversationWrites writes, Function<Written, Reply> answer)
        implements Endpoint {
    /** What any command may be refused with. */
    private static final ErrorCode[] PROBLEMS = {
        ErrorCode.ACTION_ID_REUSED,
        ErrorCode.ACTION_UNSUPPORTED,
        ErrorCode.LOG_UNAVAILABLE,
        ErrorCode.STORE_UNAVAILABLE,
        ErrorCode.READ_BEHIND
    };

    @Override
    public Reply answer(Call call) {
        var fields = Fields.strict(call.fields());
        var clientMsgId = fields.text("clientMsgId", Ids::isActionId, Ids.ACTION_ID_FORM);
        var request = valid(command.parse(fields));
        return writes.append(draft(call, request, actionId(call, clientMsgId)), answer);
    }

    @Override
    public Set<ErrorCode> problems() {
        return Endpoint.union(command.refusals(), PROBLEMS);
    }

    private ActionDraft draft(Call call, CommandRequest request, String actionId) {
        return switch (drafts.draft(call.caller(), actionId, request, Blocking.YES)) {
            case Drafted.Ready(var draft) -> draft;
            case Drafted.RefusedAtEdge(var problem) -> throw new RefusedException(problem);
            case Drafted.WouldBlock _ -> throw new IllegalStateException("A virtual thread may block.");
        };
    }

    /** The idempotency key may be in the header or, as on a socket, in the body. */
    private static String actionId(Call call, @Nullable String clientMsgId) {
        var inHeader = call.idempotencyKey();
        if (clientMsgId == null) {
            return call.actionId();
        }
        if (inHeader != null && !inHeader.equals(clientMsgId)) {
            throw new RefusedException(Problem.at(
                    "clientMsgId",
                    ErrorCode.FIELD_INVALID,
                    "clientMsgId and Idempotency-Key must be equal where both are sent."));
        }
        return clientMsgId;
    }
}
