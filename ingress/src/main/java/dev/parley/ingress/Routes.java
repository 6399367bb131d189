package dev.parley.ingress;

import static dev.parley.edge.command.Commands.CREATE_GROUP;
import static dev.parley.edge.command.Commands.DELETE_MESSAGE;
import static dev.parley.edge.command.Commands.EDIT_MESSAGE;
import static dev.parley.edge.command.Commands.JOIN_GROUP;
import static dev.parley.edge.command.Commands.LEAVE_GROUP;
import static dev.parley.edge.command.Commands.SEND_MESSAGE;
import static dev.parley.ingress.http.Access.MINT;
import static dev.parley.ingress.http.Access.PUBLIC;
import static dev.parley.ingress.http.Access.READ;
import static dev.parley.ingress.http.Access.READ_AS_USER;
import static dev.parley.ingress.http.Access.SERVER;
import static dev.parley.ingress.http.Access.TOKEN;
import static dev.parley.ingress.http.Access.WRITE;
import static dev.parley.ingress.http.Access.WRITE_AS_USER;
import static dev.parley.ingress.http.Route.delete;
import static dev.parley.ingress.http.Route.get;
import static dev.parley.ingress.http.Route.patch;
import static dev.parley.ingress.http.Route.post;
import static dev.parley.schemas.UserStatus.ACTIVE;
import static dev.parley.schemas.UserStatus.DEACTIVATED;

import dev.parley.ingress.contract.ContractDocument;
import dev.parley.ingress.groups.GroupReplies;
import dev.parley.ingress.groups.ListGroups;
import dev.parley.ingress.groups.ReadGroup;
import dev.parley.ingress.http.Route;
import dev.parley.ingress.identity.IssueTicket;
import dev.parley.ingress.identity.MintToken;
import dev.parley.ingress.identity.ShowKeys;
import dev.parley.ingress.messages.MessageReplies;
import dev.parley.ingress.users.CreateUserEndpoint;
import dev.parley.ingress.users.ListUsers;
import dev.parley.ingress.users.PatchUser;
import dev.parley.ingress.users.ReadMe;
import dev.parley.ingress.users.ReadUser;
import dev.parley.ingress.users.SetStatus;
import java.util.List;

/** Every address of the REST interface, who may call it, and what answers. */
final class Routes {
    private static final String[] BY_ID = {"cursor", "limit"};
    private static final String[] MESSAGES_BY_SEQ = {"before", "after", "limit", "atLeastSeq"};
    private static final String[] EVENTS_BY_SEQ = {"afterSeq", "limit", "atLeastSeq"};

    private static final String[] REVISIONS = {"conversation", "before", "limit"};

    private Routes() {}

    static List<Route> of(Wiring w) {
        return ContractDocument.added(ofFeatures(w));
    }

    private static List<Route> ofFeatures(Wiring w) {
        return List.of(
                post("/v1/users", SERVER, new CreateUserEndpoint(w.userWrites())),
                get("/v1/users", READ, new ListUsers(w.users()), BY_ID),
                get("/v1/users/{user}", READ, new ReadUser(w.freshUsers())),
                patch("/v1/users/{user}", WRITE, new PatchUser(w.userWrites())),
                post("/v1/users/{user}/deactivate", SERVER, new SetStatus(w.userWrites(), DEACTIVATED)),
                post("/v1/users/{user}/reactivate", SERVER, new SetStatus(w.userWrites(), ACTIVE)),
                post("/v1/users/{user}/tokens", MINT, new MintToken(w.tokens(), w.directory())),
                get("/v1/me", READ_AS_USER, new ReadMe(w.freshUsers())),
                post("/v1/socket-tickets", TOKEN, new IssueTicket(w.tickets())),
                get("/.well-known/jwks.json", PUBLIC, new ShowKeys(w.tokens())),
                post("/v1/groups", WRITE_AS_USER, w.command(CREATE_GROUP, GroupReplies::created)),
                get("/v1/groups", READ, new ListGroups(w.groups()), BY_ID),
                get(
                        "/v1/groups/{group}",
                        READ,
                        new ReadGroup(w.conversations(), w.recent(), w.readWait()),
                        "atLeastSeq"),
                post("/v1/groups/{group}/join", WRITE_AS_USER, w.command(JOIN_GROUP, GroupReplies::joined)),
                post("/v1/groups/{group}/leave", WRITE_AS_USER, w.command(LEAVE_GROUP, GroupReplies::left)),
                post("/v1/messages", WRITE_AS_USER, w.command(SEND_MESSAGE, MessageReplies::created)),
                get("/v1/messages/{messageId}", READ, w.readMessage(), "conversation"),
                patch(
                        "/v1/messages/{messageId}",
                        WRITE_AS_USER,
                        w.command(EDIT_MESSAGE, w.changedMessage()),
                        "conversation"),
                delete(
                        "/v1/messages/{messageId}",
                        WRITE_AS_USER,
                        w.command(DELETE_MESSAGE, w.changedMessage()),
                        "conversation"),
                get("/v1/messages/{messageId}/revisions", READ, w.listRevisions(), REVISIONS),
                get("/v1/conversations/{conversation}/messages", READ, w.listMessages(), MESSAGES_BY_SEQ),
                get("/v1/conversations/{conversation}/events", READ, w.listEvents(), EVENTS_BY_SEQ));
    }
}
