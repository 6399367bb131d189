package dev.parley.ingress;

import static dev.parley.ingress.http.Access.MINT;
import static dev.parley.ingress.http.Access.PUBLIC;
import static dev.parley.ingress.http.Access.READ;
import static dev.parley.ingress.http.Access.READ_AS_USER;
import static dev.parley.ingress.http.Access.SERVER;
import static dev.parley.ingress.http.Access.TOKEN;
import static dev.parley.ingress.http.Access.WRITE;
import static dev.parley.ingress.http.Access.WRITE_AS_USER;
import static dev.parley.ingress.http.Route.get;
import static dev.parley.ingress.http.Route.patch;
import static dev.parley.ingress.http.Route.post;
import static dev.parley.schemas.UserStatus.ACTIVE;
import static dev.parley.schemas.UserStatus.DEACTIVATED;

import dev.parley.ingress.contract.OpenApiDocument;
import dev.parley.ingress.groups.CreateGroup;
import dev.parley.ingress.groups.JoinGroup;
import dev.parley.ingress.groups.LeaveGroup;
import dev.parley.ingress.groups.ListGroups;
import dev.parley.ingress.groups.ReadGroup;
import dev.parley.ingress.http.Route;
import dev.parley.ingress.identity.IssueTicket;
import dev.parley.ingress.identity.MintToken;
import dev.parley.ingress.identity.ShowKeys;
import dev.parley.ingress.messages.PostMessage;
import dev.parley.ingress.users.CreateUser;
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

    private Routes() {}

    static List<Route> of(Parts p) {
        return List.of(
                post("/v1/users", SERVER, new CreateUser(p.userWrites())),
                get("/v1/users", READ, new ListUsers(p.users()), BY_ID),
                get("/v1/users/{user}", READ, new ReadUser(p.freshUsers())),
                patch("/v1/users/{user}", WRITE, new PatchUser(p.userWrites())),
                post("/v1/users/{user}/deactivate", SERVER, new SetStatus(p.userWrites(), DEACTIVATED)),
                post("/v1/users/{user}/reactivate", SERVER, new SetStatus(p.userWrites(), ACTIVE)),
                post("/v1/users/{user}/tokens", MINT, new MintToken(p.tokens(), p.directory())),
                get("/v1/me", READ_AS_USER, new ReadMe(p.freshUsers())),
                post("/v1/socket-tickets", TOKEN, new IssueTicket(p.tickets())),
                get("/.well-known/jwks.json", PUBLIC, new ShowKeys(p.tokens())),
                post("/v1/groups", WRITE_AS_USER, new CreateGroup(p.groupDrafts(), p.writes())),
                get("/v1/groups", READ, new ListGroups(p.groups()), BY_ID),
                get("/v1/groups/{group}", READ, new ReadGroup(p.groups(), p.memberships(), p.patience()), "atLeastSeq"),
                post("/v1/groups/{group}/join", WRITE_AS_USER, new JoinGroup(p.groupDrafts(), p.writes())),
                post("/v1/groups/{group}/leave", WRITE_AS_USER, new LeaveGroup(p.groupDrafts(), p.writes())),
                post("/v1/messages", WRITE_AS_USER, new PostMessage(p.messageDrafts(), p.writes())),
                get("/v1/messages/{message}", READ, p.readMessage(), "conversation"),
                get("/v1/conversations/{conversation}/messages", READ, p.listMessages(), MESSAGES_BY_SEQ),
                get("/v1/conversations/{conversation}/events", READ, p.listEvents(), EVENTS_BY_SEQ),
                get("/v1/openapi.json", PUBLIC, new OpenApiDocument()));
    }
}
