package dev.parley.ingress.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.edge.api.Timestamps;
import dev.parley.edge.identity.Caller.UserCaller;
import dev.parley.edge.identity.SocketTickets;
import dev.parley.ingress.http.Call;
import dev.parley.ingress.http.Endpoint;
import dev.parley.ingress.http.Reply;
import java.nio.charset.StandardCharsets;

/** {@code POST /v1/socket-tickets}: opens one socket within a minute, for clients that cannot send a header. */
public record IssueTicket(SocketTickets tickets) implements Endpoint {
    @Override
    public Reply answer(Call call) {
        if (!(call.caller() instanceof UserCaller user)) {
            throw new IllegalStateException("The route lets users only in.");
        }
        call.expectNothing();
        var issued = tickets.issue(user);
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("ticket", issued.ticket())
                .put("expiresAt", Timestamps.text(issued.expiresAt()));
        return Reply.json(201, body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
