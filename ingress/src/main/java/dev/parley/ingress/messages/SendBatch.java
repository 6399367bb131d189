package dev.parley.ingress.messages;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.edge.api.Fields;
import dev.parley.edge.api.JsonText;
import dev.parley.edge.api.MessageView;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.api.Problem;
import dev.parley.edge.api.ProblemJson;
import dev.parley.edge.command.CommandRequest;
import dev.parley.edge.command.Commands;
import dev.parley.edge.events.ScheduledJson;
import dev.parley.ingress.commands.CommandBatch;
import dev.parley.ingress.commands.CommandBatch.Result;
import dev.parley.ingress.commands.ConversationWrites;
import dev.parley.ingress.commands.ConversationWrites.Written;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.RefusedException;
import dev.parley.ingress.http.Reply;
import dev.parley.schemas.errors.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code POST /v1/messages:batch}: one message to several receivers, each a message and an answer of its own. What is wrong with the
 * request itself refuses all of it; what is wrong with a receiver is the answer of its item.
 */
public record SendBatch(CommandBatch batch, ConversationWrites writes, PostedMessage posted) implements Endpoint {
    private static final String RECEIVERS = "receivers";
    private static final int MAX_RECEIVERS = 100;
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;

    @Override
    public Reply answer(Call call) {
        var message = call.json();
        var requests = requests(receiversIn(message), message);
        var results = batch.append(call.caller(), call.actionId(), requests);
        return Reply.json(200, JsonText.object(json -> {
            json.writeArrayFieldStart("items");
            for (var result : results) {
                json.writeStartObject();
                write(json, result);
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }

    private static List<JsonNode> receiversIn(ObjectNode message) {
        var receivers = message.remove(RECEIVERS);
        if (receivers == null || receivers.isNull()) {
            throw refused(ErrorCode.FIELD_MISSING, "receivers is required.");
        }
        if (!receivers.isArray() || receivers.isEmpty() || receivers.size() > MAX_RECEIVERS) {
            throw refused(ErrorCode.FIELD_INVALID, "receivers must be an array of 1 to " + MAX_RECEIVERS + " items.");
        }
        var all = new ArrayList<JsonNode>(receivers.size());
        receivers.forEach(all::add);
        if (new HashSet<>(all).size() < all.size()) {
            throw refused(ErrorCode.FIELD_INVALID, "receivers must not name anybody twice.");
        }
        if (message.has("receiver") || message.has("conversation")) {
            throw refused(ErrorCode.FIELD_INVALID, "Send receivers alone, without receiver or conversation.");
        }
        return all;
    }

    private static List<CommandRequest> requests(List<JsonNode> receivers, ObjectNode message) {
        var requests = new ArrayList<CommandRequest>(receivers.size());
        for (var receiver : receivers) {
            var one = message.deepCopy();
            one.set("receiver", receiver);
            switch (Commands.SEND_MESSAGE.parse(Fields.strict(one))) {
                case Parsed.Valid<? extends CommandRequest>(var request) -> requests.add(request);
                case Parsed.Invalid<? extends CommandRequest>(var problem) ->
                    throw new RefusedException(inBatch(problem, requests.size()));
            }
        }
        return requests;
    }

    /** The receiver at fault by its place. */
    private static Problem inBatch(Problem problem, int index) {
        var field = problem.field();
        return field == null || !field.startsWith("receiver")
                ? problem
                : new Problem(problem.status(), problem.code(), problem.detail(), RECEIVERS + "[" + index + "]", null);
    }

    private void write(JsonGenerator json, Result result) throws IOException {
        switch (result) {
            case Result.Happened(var draft, var accepted) -> {
                try {
                    write(json, writes.written(draft, accepted));
                } catch (RefusedException e) {
                    write(json, e.problem());
                }
            }
            case Result.Held(var draft) -> {
                json.writeNumberField("status", ACCEPTED);
                json.writeStringField("conversation", draft.conversation());
                json.writeBooleanField("held", true);
            }
            case Result.Failed(var problem) -> write(json, problem);
        }
    }

    private void write(JsonGenerator json, Written written) throws IOException {
        var scheduled = posted.scheduledIn(written);
        if (scheduled.isPresent()) {
            json.writeNumberField("status", ACCEPTED);
            ScheduledJson.writeAccepted(json, scheduled.get());
        } else {
            json.writeNumberField("status", CREATED);
            raw(json, "message", MessageView.of(written.event()).toJson());
        }
    }

    private static void write(JsonGenerator json, Problem problem) throws IOException {
        json.writeNumberField("status", problem.status());
        raw(json, "problem", ProblemJson.of(problem));
    }

    private static void raw(JsonGenerator json, String name, byte[] value) throws IOException {
        JsonText.raw(json, name, new String(value, StandardCharsets.UTF_8));
    }

    private static RefusedException refused(ErrorCode error, String detail) {
        return new RefusedException(Problem.at(RECEIVERS, error, detail));
    }

    /** Those of the request itself; what a receiver is refused with is in its item. */
    @Override
    public Set<ErrorCode> problems() {
        return Set.of(ErrorCode.TEXT_BLANK, ErrorCode.TEXT_TOO_LONG);
    }
}
