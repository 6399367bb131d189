package dev.parley.edge.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.edge.api.ConversationId;
import dev.parley.edge.api.Samples;
import dev.parley.edge.directory.KafkaUserDirectory;
import dev.parley.edge.identity.Caller;
import dev.parley.edge.log.ActionDraft;
import dev.parley.schemas.ActorFacts;
import dev.parley.schemas.ApiKeyScope;
import dev.parley.schemas.MessageKind;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.ReplyAddress;
import dev.parley.schemas.Target;
import dev.parley.schemas.User;
import dev.parley.schemas.UserStatus;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.schemas.registry.InMemoryRegistry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SendMessageDraftTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant BORN = Instant.parse("2026-01-01T00:00:00Z");
    private static final ReplyAddress REPLY_TO = new ReplyAddress("n1", 3, 7L);
    private static final Caller ALICE = new Caller.UserCaller("acme", "alice", "s", 0, NOW.plusSeconds(60));

    private final KafkaUserDirectory users = new KafkaUserDirectory(new InMemoryRegistry());
    private final Map<String, TargetLookup.Found> stored = new HashMap<>();
    private final CommandDrafts drafts = new CommandDrafts(
            users,
            (tenant, id, _, _) -> stored.getOrDefault(tenant + "/" + id, new TargetLookup.Missing()),
            GroupPassword.CORES,
            () -> NOW);

    @BeforeEach
    void knowsSomeUsers() {
        user("acme", "alice", UserStatus.ACTIVE);
        user("acme", "bob", UserStatus.ACTIVE);
        user("acme", "gone", UserStatus.DEACTIVATED);
        user("acme", "dead", UserStatus.DELETED);
        user("other", "mallory", UserStatus.ACTIVE);
    }

    @Test
    void stampsWhatTheConversationCannotKnow() {
        var action = ready(ALICE, to(new Receiver.ToUser("bob")), "c1");
        assertEquals("acme", action.tenant());
        assertEquals("d:alice:bob", action.conversation());
        assertEquals("alice", action.actor());
        assertEquals("c1", action.actionId());
        assertEquals(REPLY_TO, action.toAction(REPLY_TO).getReplyTo());
        assertNull(action.toAction(REPLY_TO).getRefusal());
        assertEquals(new ActorFacts("default", BORN), action.actorFacts());
        assertEquals("hi", ((PostMessage) action.body()).getContent().getText());
        assertNull(action.target());
        assertNull(action.parentTarget());
    }

    @Test
    void doesNotBlockWhereEverythingIsKnown() {
        assertFalse(wouldBlock(to(new Receiver.ToUser("bob"))));
        assertFalse(wouldBlock(to(new Receiver.ToGroup("team"))));
        assertFalse(wouldBlock(to(new Receiver.ToConversation(new ConversationId.Group("team")))));
        assertFalse(wouldBlock(to(new Receiver.ToConversation(new ConversationId.Direct("alice", "bob")))));
        var recent = idAt(NOW.minusSeconds(22 * 3600));
        assertFalse(wouldBlock(about(recent, recent)));
    }

    @Test
    void wouldBlockForNewUsersAndForTheStore() {
        assertTrue(wouldBlock(to(new Receiver.ToUser("mallory"))), "is another tenant's");
        assertTrue(wouldBlock(to(new Receiver.ToConversation(new ConversationId.Direct("alice", "zoe")))));
        assertTrue(wouldBlock(to(new Receiver.ToConversation(new ConversationId.Direct("aaa", "alice")))));
        var recent = idAt(NOW.minusSeconds(22 * 3600));
        var old = idAt(NOW.minusSeconds(24 * 3600));
        assertTrue(wouldBlock(about(old, recent)));
        assertTrue(wouldBlock(about(recent, old)));
    }

    @Test
    void resolvesGroupsAndConversations() {
        assertEquals("g:team", conversationOf(new Receiver.ToGroup("team")));
        assertEquals("g:team", conversationOf(new Receiver.ToConversation(new ConversationId.Group("team"))));
        assertEquals(
                "d:alice:bob", conversationOf(new Receiver.ToConversation(new ConversationId.Direct("alice", "bob"))));
    }

    @Test
    void refusesReceiversThatCannotReceive() {
        assertProblem(404, "receiver-unknown", draft(ALICE, to(new Receiver.ToUser("nobody"))));
        assertProblem(404, "receiver-unknown", draft(ALICE, to(new Receiver.ToUser("mallory"))));
        assertProblem(400, "receiver-is-sender", draft(ALICE, to(new Receiver.ToUser("alice"))));
    }

    /** A first attempt may have been accepted, so the conversation decides after its look for a retry. */
    @Test
    void leavesToTheConversationWhatMayHaveChanged() {
        assertEquals(
                ErrorCode.RECEIVER_INACTIVE,
                ready(ALICE, to(new Receiver.ToUser("gone")), "c").refusal());
        assertEquals(
                ErrorCode.RECEIVER_UNKNOWN,
                ready(ALICE, to(new Receiver.ToUser("dead")), "c").refusal());
        var byOneWhoIsGone = ready(caller("gone"), to(new Receiver.ToUser("dead")), "c");
        assertEquals(ErrorCode.ACTOR_INACTIVE, byOneWhoIsGone.refusal());
        assertEquals("actor-inactive", byOneWhoIsGone.toAction(REPLY_TO).getRefusal());
    }

    @Test
    void hidesTheConversationsOfOthers() {
        var others = new Receiver.ToConversation(new ConversationId.Direct("bob", "carol"));
        assertProblem(404, "conversation-not-found", draft(ALICE, to(others)));
    }

    @Test
    void refusesActorsThatMayNotAct() {
        var message = to(new Receiver.ToUser("bob"));
        assertProblem(403, "actor-inactive", draft(caller("nobody"), message));
        assertProblem(400, "on-behalf-of-required", draft(server(ApiKeyScope.FULL, null), message));
        assertProblem(403, "key-scope", draft(server(ApiKeyScope.READ_ONLY, "alice"), message));
        assertProblem(403, "key-scope", draft(server(ApiKeyScope.AUTH_ONLY, "alice"), message));
    }

    @Test
    void actsForTheUserWhomTheServerNames() {
        var action = ready(server(ApiKeyScope.FULL, "bob"), to(new Receiver.ToUser("alice")), "c");
        assertEquals("bob", action.actor());
    }

    @Test
    void vouchesForMessagesThatTheConversationHasForgotten() {
        var reply = idAt(NOW.minusSeconds(24 * 3600));
        var parent = idAt(NOW.minusSeconds(48 * 3600));
        var replyTarget = store("d:alice:bob", reply);
        var parentTarget = store("d:alice:bob", parent);
        var action = ready(ALICE, about(parent, reply), "c");
        assertEquals(replyTarget, action.target());
        assertEquals(parentTarget, action.parentTarget());
        var same = ready(ALICE, about(parent, parent), "c");
        assertEquals(parentTarget, same.target());
        assertNull(same.parentTarget());
    }

    @Test
    void leavesRecentMessagesToTheConversation() {
        var recent = idAt(NOW.minusSeconds(22 * 3600));
        var action = ready(ALICE, about(recent, recent), "c");
        assertNull(action.target());
    }

    @Test
    void leavesOldMessagesThatAreNotStoredToTheConversation() {
        var old = idAt(NOW.minusSeconds(24 * 3600));
        store("d:alice:carol", old);
        assertEquals(
                ErrorCode.REPLY_TO_UNKNOWN, ready(ALICE, about(null, old), "c").refusal());
        assertEquals(
                ErrorCode.PARENT_UNKNOWN, ready(ALICE, about(old, null), "c").refusal());
        var random = "0199a1b2-0000-4000-8000-000000000001";
        assertEquals(
                ErrorCode.REPLY_TO_UNKNOWN,
                ready(ALICE, about(null, random), "c").refusal());
    }

    @Test
    void saysSoWhenTheStoreDoesNotAnswer() {
        var old = idAt(NOW.minusSeconds(24 * 3600));
        stored.put("acme/" + old, new TargetLookup.Unavailable());
        assertProblem(503, "store-unavailable", draft(ALICE, about(null, old)));
    }

    private Target store(String conversation, String id) {
        var target = new Target(id, 1L, "bob", 1L, false, null, false, 0, 0L, 0L, 0L, null, false, false);
        stored.put("acme/" + id, new TargetLookup.Known(conversation, target));
        return target;
    }

    private String conversationOf(Receiver receiver) {
        return ready(ALICE, to(receiver), "c").conversation();
    }

    private void user(String tenant, String id, UserStatus status) {
        users.apply(new User(tenant, id, id, null, "default", List.of(), null, status, 0, List.of(), 1L, BORN, BORN));
    }

    private static SendMessageRequest to(Receiver receiver) {
        return new SendMessageRequest(receiver, MessageKind.TEXT, Samples.words("hi"), null, null, MessageTiming.USUAL);
    }

    private static SendMessageRequest about(@Nullable String parentId, @Nullable String replyToId) {
        return new SendMessageRequest(
                new Receiver.ToUser("bob"),
                MessageKind.TEXT,
                Samples.words("hi"),
                parentId,
                replyToId,
                MessageTiming.USUAL);
    }

    private static Caller caller(String user) {
        return new Caller.UserCaller("acme", user, "s", 0, NOW.plusSeconds(60));
    }

    private static Caller server(ApiKeyScope scope, @Nullable String actor) {
        return new Caller.ServerCaller("acme", "k", scope, Optional.ofNullable(actor));
    }

    private static String idAt(Instant at) {
        var hex = String.format("%012x", at.toEpochMilli());
        return hex.substring(0, 8) + "-" + hex.substring(8) + "-7000-8000-000000000001";
    }

    private Drafted draft(Caller caller, SendMessageRequest message) {
        return drafts.draft(caller, "c", message, Blocking.YES);
    }

    private ActionDraft ready(Caller caller, SendMessageRequest message, String actionId) {
        return assertInstanceOf(Drafted.Ready.class, drafts.draft(caller, actionId, message, Blocking.YES))
                .draft();
    }

    private boolean wouldBlock(SendMessageRequest message) {
        return drafts.draft(ALICE, "c", message, Blocking.NO) instanceof Drafted.WouldBlock;
    }

    private static void assertProblem(int status, String code, Drafted drafted) {
        var problem = assertInstanceOf(Drafted.RefusedAtEdge.class, drafted).problem();
        assertEquals(code, problem.code());
        assertEquals(status, problem.status());
    }
}
