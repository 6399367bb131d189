package dev.parley.ingress.groups;

import static dev.parley.ingress.http.RefusedException.valid;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.edge.api.Fields;
import dev.parley.edge.api.JsonText;
import dev.parley.edge.api.Problem;
import dev.parley.edge.api.ProblemJson;
import dev.parley.edge.command.AddMemberRequest;
import dev.parley.ingress.commands.CommandBatch;
import dev.parley.ingress.commands.CommandBatch.Result;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import dev.parley.schemas.errors.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * {@code POST /v1/groups/{group}/members}: an action for each user, answered one by one: 201 added, 200 a member of that role already,
 * 202 held, else a problem.
 */
public record AddMembers(CommandBatch batch) implements Endpoint {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int HELD = 202;

    @Override
    public Reply answer(Call call) {
        var requests = valid(AddMemberRequest.parseAll(Fields.strict(call.fields())));
        var results = batch.append(call.caller(), call.actionId(), requests);
        return Reply.json(OK, JsonText.object(json -> {
            json.writeArrayFieldStart("items");
            for (var i = 0; i < results.size(); i++) {
                write(json, requests.get(i).user(), results.get(i));
            }
            json.writeEndArray();
        }));
    }

    @Override
    public Set<ErrorCode> problems() {
        return Set.of(ErrorCode.FIELD_MISSING, ErrorCode.FIELD_INVALID, ErrorCode.FIELD_UNKNOWN);
    }

    private static void write(JsonGenerator json, String user, Result result) throws IOException {
        json.writeStartObject();
        json.writeStringField("user", user);
        switch (result) {
            case Result.Happened happened ->
                json.writeNumberField("status", happened.accepted().isUnchanged() ? OK : CREATED);
            case Result.Held _ -> json.writeNumberField("status", HELD);
            case Result.Failed(var problem) -> write(json, problem);
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Problem problem) throws IOException {
        json.writeNumberField("status", problem.status());
        json.writeFieldName("problem");
        json.writeRawValue(new String(ProblemJson.of(problem), StandardCharsets.UTF_8));
    }
}
