package dev.parley.ingress;

import static dev.parley.edge.command.Commands.ADD_REACTION;
import static dev.parley.edge.command.Commands.BAN_USER;
import static dev.parley.edge.command.Commands.BLOCK_USER;
import static dev.parley.edge.command.Commands.CHANGE_ROLE;
import static dev.parley.edge.command.Commands.CREATE_GROUP;
import static dev.parley.edge.command.Commands.CREATE_INVITE;
import static dev.parley.edge.command.Commands.DELETE_GROUP;
import static dev.parley.edge.command.Commands.DELETE_MESSAGE;
import static dev.parley.edge.command.Commands.EDIT_MESSAGE;
import static dev.parley.edge.command.Commands.JOIN_GROUP;
import static dev.parley.edge.command.Commands.LEAVE_GROUP;
import static dev.parley.edge.command.Commands.MUTE_MEMBER;
import static dev.parley.edge.command.Commands.PIN_MESSAGE;
import static dev.parley.edge.command.Commands.REMOVE_FRIEND;
import static dev.parley.edge.command.Commands.REMOVE_MEMBER;
import static dev.parley.edge.command.Commands.REMOVE_REACTION;
import static dev.parley.edge.command.Commands.REQUEST_FRIEND;
import static dev.parley.edge.command.Commands.REVOKE_INVITE;
import static dev.parley.edge.command.Commands.SEND_MESSAGE;
import static dev.parley.edge.command.Commands.TRANSFER_OWNERSHIP;
import static dev.parley.edge.command.Commands.UNBAN_USER;
import static dev.parley.edge.command.Commands.UNBLOCK_USER;
import static dev.parley.edge.command.Commands.UNMUTE_MEMBER;
import static dev.parley.edge.command.Commands.UNPIN_MESSAGE;
import static dev.parley.edge.command.Commands.UPDATE_GROUP;
import static dev.parley.edge.command.Commands.acceptInvite;
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
import static dev.parley.ingress.http.Route.put;
import static dev.parley.schemas.UserStatus.ACTIVE;
import static dev.parley.schemas.UserStatus.DEACTIVATED;

import dev.parley.edge.command.ReceiptRequest;
import dev.parley.ingress.bans.BanReplies;
import dev.parley.ingress.contract.ContractDocument;
import dev.parley.ingress.conversations.ChangeSettings;
import dev.parley.ingress.conversations.ListPins;
import dev.parley.ingress.groups.AddMembers;
import dev.parley.ingress.groups.GroupReplies;
import dev.parley.ingress.groups.ListGroups;
import dev.parley.ingress.http.Route;
import dev.parley.ingress.identity.IssueTicket;
import dev.parley.ingress.identity.ShowKeys;
import dev.parley.ingress.invites.InviteReplies;
import dev.parley.ingress.marks.DeleteFor;
import dev.parley.ingress.relations.ListBlocks;
import dev.parley.ingress.relations.ListFriends;
import dev.parley.ingress.users.CreateUserEndpoint;
import dev.parley.ingress.users.ListUsers;
import dev.parley.ingress.users.PatchUser;
import dev.parley.ingress.users.ReadMe;
import dev.parley.ingress.users.ReadUser;
import dev.parley.ingress.users.SetStatus;
import dev.parley.schemas.errors.ErrorCode;
import java.util.List;
import java.util.stream.Stream;

/** Every address of the REST interface, who may call it, and what answers. */
final class Routes {
    private static final String[] BY_ID = {"cursor", "limit"};
    private static final String[] MESSAGES_BY_SEQ = {"before", "after", "limit", "atLeastSeq"};
    private static final String[] EVENTS_BY_SEQ = {"afterSeq", "limit", "atLeastSeq"};

    private static final String[] MEMBERS = {"role", "q", "cursor", "limit"};
    private static final String[] REACTIONS = {"conversation", "emoji", "cursor", "limit"};
    private static final String[] PINS = {"cursor", "limit", "atLeastSeq"};
    private static final String[] LISTED_FRESH = {"cursor", "limit", "atLeastSeq"};
    private static final String[] THREAD_BY_SEQ = {"conversation", "after", "limit", "atLeastSeq"};
    private static final String[] FRIENDS_BY_ID = {"state", "cursor", "limit"};
    private static final String[] SCHEDULED = {"state", "cursor", "limit"};
    private static final String[] REVISIONS = {"conversation", "before", "limit"};

    private static final String[] CONVERSATIONS = {"archived", "unread", "kind", "hidden", "former", "cursor", "limit"};
    private static final String[] MESSAGE_RECEIPTS = {"conversation", "cursor", "limit"};

    private static final String CONVERSATION = "/v1/conversations/{conversation}";
    private static final String SUBSCRIPTION = "/v1/messages/{messageId}/thread/subscription";

    private Routes() {}

    static List<Route> of(Wiring w) {
        var ofFeatures = Stream.of(
                        basic(w),
                        groupChangesAndMembers(w),
                        bansAndInvites(w),
                        reactionsAndPins(w),
                        threadsAndRelations(w),
                        marksAndFollowedThreads(w),
                        ownConversations(w),
                        receiptsAndSync(w),
                        presence(w),
                        scheduledAndBatches(w),
                        w.sessions().routes())
                .flatMap(List::stream)
                .toList();
        return ContractDocument.added(ofFeatures);
    }

    private static List<Route> bansAndInvites(Wiring w) {
        return List.of(
                put("/v1/groups/{group}/bans/{user}", WRITE_AS_USER, w.command(BAN_USER, BanReplies::banned)),
                delete("/v1/groups/{group}/bans/{user}", WRITE_AS_USER, w.command(UNBAN_USER, BanReplies::unbanned)),
                get("/v1/groups/{group}/bans", READ, w.listBans(), LISTED_FRESH),
                put("/v1/groups/{group}/mutes/{user}", WRITE_AS_USER, w.command(MUTE_MEMBER, BanReplies::muted)),
                delete("/v1/groups/{group}/mutes/{user}", WRITE_AS_USER, w.command(UNMUTE_MEMBER, BanReplies::unmuted)),
                post("/v1/groups/{group}/invites", WRITE_AS_USER, w.command(CREATE_INVITE, w.inviteReplies()::created)),
                get("/v1/groups/{group}/invites", READ, w.listInvites(), LISTED_FRESH),
                delete(
                        "/v1/groups/{group}/invites/{inviteId}",
                        WRITE_AS_USER,
                        w.command(REVOKE_INVITE, InviteReplies::revoked)),
                post(
                        "/v1/invites/{code}/accept",
                        WRITE_AS_USER,
                        w.command(acceptInvite(w.inviteCodes()), GroupReplies::joined)));
    }

    private static List<Route> marksAndFollowedThreads(Wiring w) {
        return List.of(
                put("/v1/messages/{messageId}/save", WRITE_AS_USER, w.setSaved(true), "conversation"),
                delete("/v1/messages/{messageId}/save", WRITE_AS_USER, w.setSaved(false), "conversation"),
                get("/v1/me/saved", READ_AS_USER, w.listSaved(), BY_ID),
                get("/v1/threads", READ_AS_USER, w.listThreads(), BY_ID),
                put(SUBSCRIPTION, WRITE_AS_USER, w.setSubscription(true), "conversation"),
                delete(SUBSCRIPTION, WRITE_AS_USER, w.setSubscription(false), "conversation"));
    }

    private static List<Route> ownConversations(Wiring w) {
        return List.of(
                get("/v1/conversations", READ_AS_USER, w.listConversations(), CONVERSATIONS),
                get(CONVERSATION, READ_AS_USER, w.readConversation(), "atLeastSeq"),
                patch(CONVERSATION, WRITE_AS_USER, w.changeSettings(ChangeSettings.patch())),
                delete(CONVERSATION, WRITE_AS_USER, w.changeSettings(ChangeSettings.hide())),
                put(
                        CONVERSATION + "/pin",
                        WRITE_AS_USER,
                        w.changeSettings(ChangeSettings.pin(true), ErrorCode.CONVERSATION_PINS_LIMIT)),
                delete(CONVERSATION + "/pin", WRITE_AS_USER, w.changeSettings(ChangeSettings.pin(false))),
                put(
                        CONVERSATION + "/mute",
                        WRITE_AS_USER,
                        w.changeSettings(ChangeSettings.mute(), ErrorCode.UNTIL_PASSED)),
                delete(CONVERSATION + "/mute", WRITE_AS_USER, w.changeSettings(ChangeSettings.unmute())));
    }

    private static List<Route> receiptsAndSync(Wiring w) {
        return List.of(
                post(CONVERSATION + "/read", WRITE_AS_USER, w.moveMarker(ReceiptRequest::read)),
                post(CONVERSATION + "/delivered", WRITE_AS_USER, w.moveMarker(ReceiptRequest::delivered)),
                post(CONVERSATION + "/unread", WRITE_AS_USER, w.moveMarker(ReceiptRequest::unread)),
                post("/v1/messages/{messageId}/thread/read", WRITE_AS_USER, w.readThread(), "conversation"),
                post(CONVERSATION + "/typing", WRITE_AS_USER, w.setTyping()),
                post("/v1/conversations:read-all", WRITE_AS_USER, w.readAll()),
                get(CONVERSATION + "/receipts", READ, w.listReceipts(), LISTED_FRESH),
                get("/v1/messages/{messageId}/receipts", READ, w.listMessageReceipts(), MESSAGE_RECEIPTS),
                get("/v1/sync/snapshot", READ_AS_USER, w.snapshot(), BY_ID),
                post("/v1/sync", READ_AS_USER, w.sync()));
    }

    private static List<Route> presence(Wiring w) {
        return List.of(
                get("/v1/presence", READ, w.listPresence(), "users"),
                put("/v1/me/presence", WRITE_AS_USER, w.putPresence()));
    }

    private static List<Route> threadsAndRelations(Wiring w) {
        return List.of(
                get("/v1/messages/{messageId}/thread", READ, w.listThread(), THREAD_BY_SEQ),
                post("/v1/messages/{messageId}/thread", WRITE_AS_USER, w.replyInThread(), "conversation"),
                put("/v1/users/{user}/blocks/{other}", WRITE_AS_USER, w.command(BLOCK_USER, w.relationReplies()::done)),
                delete(
                        "/v1/users/{user}/blocks/{other}",
                        WRITE_AS_USER,
                        w.command(UNBLOCK_USER, w.relationReplies()::done)),
                get("/v1/users/{user}/blocks", READ_AS_USER, new ListBlocks(w.relations()), BY_ID),
                put(
                        "/v1/users/{user}/friends/{other}",
                        WRITE_AS_USER,
                        w.command(REQUEST_FRIEND, w.relationReplies()::asked)),
                delete(
                        "/v1/users/{user}/friends/{other}",
                        WRITE_AS_USER,
                        w.command(REMOVE_FRIEND, w.relationReplies()::done)),
                get("/v1/users/{user}/friends", READ_AS_USER, new ListFriends(w.relations()), FRIENDS_BY_ID));
    }

    private static List<Route> groupChangesAndMembers(Wiring w) {
        return List.of(
                patch("/v1/groups/{group}", WRITE_AS_USER, w.command(UPDATE_GROUP, w.changedGroup())),
                delete("/v1/groups/{group}", WRITE_AS_USER, w.command(DELETE_GROUP, GroupReplies::event)),
                post(
                        "/v1/groups/{group}/transfer-ownership",
                        WRITE_AS_USER,
                        w.command(TRANSFER_OWNERSHIP, w.changedGroup())),
                post("/v1/groups/{group}/members", WRITE_AS_USER, new AddMembers(w.batch())),
                get("/v1/groups/{group}/members", READ, w.listMembers(), MEMBERS),
                patch("/v1/groups/{group}/members/{user}", WRITE_AS_USER, w.command(CHANGE_ROLE, GroupReplies::role)),
                delete(
                        "/v1/groups/{group}/members/{user}",
                        WRITE_AS_USER,
                        w.command(REMOVE_MEMBER, GroupReplies::event)));
    }

    private static List<Route> reactionsAndPins(Wiring w) {
        return List.of(
                get("/v1/messages/{messageId}/reactions", READ, w.listReactions(), REACTIONS),
                put(
                        "/v1/messages/{messageId}/reactions/{emoji}",
                        WRITE_AS_USER,
                        w.command(ADD_REACTION, w.changedMessage()),
                        "conversation"),
                delete(
                        "/v1/messages/{messageId}/reactions/{emoji}",
                        WRITE_AS_USER,
                        w.command(REMOVE_REACTION, w.changedMessage()),
                        "conversation"),
                put(
                        "/v1/messages/{messageId}/pin",
                        WRITE_AS_USER,
                        w.command(PIN_MESSAGE, w.changedMessage()),
                        "conversation"),
                delete(
                        "/v1/messages/{messageId}/pin",
                        WRITE_AS_USER,
                        w.command(UNPIN_MESSAGE, w.changedMessage()),
                        "conversation"),
                get("/v1/conversations/{conversation}/pins", READ, new ListPins(w.messages(), w.access()), PINS));
    }

    private static List<Route> scheduledAndBatches(Wiring w) {
        return List.of(
                post("/v1/messages:batch", WRITE_AS_USER, w.sendBatch()),
                get("/v1/me/scheduled", READ_AS_USER, w.listScheduled(), SCHEDULED),
                delete("/v1/me/scheduled/{scheduledId}", WRITE_AS_USER, w.cancelScheduled(), "conversation"));
    }

    private static List<Route> basic(Wiring w) {
        return List.of(
                post("/v1/users", SERVER, new CreateUserEndpoint(w.userWrites())),
                get("/v1/users", READ, new ListUsers(w.users()), BY_ID),
                get("/v1/users/{user}", READ, new ReadUser(w.freshUsers())),
                patch("/v1/users/{user}", WRITE, new PatchUser(w.userWrites())),
                post("/v1/users/{user}/deactivate", SERVER, new SetStatus(w.userWrites(), DEACTIVATED)),
                post("/v1/users/{user}/reactivate", SERVER, new SetStatus(w.userWrites(), ACTIVE)),
                get("/v1/me", READ_AS_USER, new ReadMe(w.freshUsers())),
                post("/v1/socket-tickets", TOKEN, new IssueTicket(w.tickets())),
                get("/.well-known/jwks.json", PUBLIC, new ShowKeys(w.tokens())),
                post("/v1/groups", WRITE_AS_USER, w.command(CREATE_GROUP, GroupReplies::created)),
                get("/v1/groups", READ, new ListGroups(w.groups()), BY_ID),
                get("/v1/groups/{group}", READ, w.readGroup(), "atLeastSeq"),
                post("/v1/groups/{group}/join", WRITE_AS_USER, w.command(JOIN_GROUP, GroupReplies::joined)),
                post("/v1/groups/{group}/leave", WRITE_AS_USER, w.command(LEAVE_GROUP, GroupReplies::left)),
                post("/v1/messages", WRITE_AS_USER, w.command(SEND_MESSAGE, w.postedMessage())),
                get("/v1/messages/{messageId}", READ, w.readMessage(), "conversation"),
                patch(
                        "/v1/messages/{messageId}",
                        WRITE_AS_USER,
                        w.command(EDIT_MESSAGE, w.changedMessage()),
                        "conversation"),
                delete(
                        "/v1/messages/{messageId}",
                        WRITE_AS_USER,
                        new DeleteFor(w.command(DELETE_MESSAGE, w.changedMessage()), w.hideForMe()),
                        "conversation",
                        "for"),
                get("/v1/messages/{messageId}/revisions", READ, w.listRevisions(), REVISIONS),
                get("/v1/conversations/{conversation}/messages", READ, w.listMessages(), MESSAGES_BY_SEQ),
                get("/v1/conversations/{conversation}/events", READ, w.listEvents(), EVENTS_BY_SEQ));
    }
}
