package dev.parley.edge.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.edge.directory.KafkaUserDirectory;
import dev.parley.edge.identity.Caller;
import dev.parley.schemas.Action;
import dev.parley.schemas.ActorFacts;
import dev.parley.schemas.ApiKeyScope;
import dev.parley.schemas.MessageKind;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.ReplyAddress;
import dev.parley.schemas.Target;
import dev.parley.schemas.User;
import dev.parley.schemas.UserStatus;
import dev.parley.schemas.registry.InMemoryRegistry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessageDraftsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant BORN = Instant.parse("2026-01-01T00:00:00Z");
    private static final ReplyAddress REPLY_TO = new ReplyAddress("n1", 3, 7L);
    private static final Caller ALICE = new Caller.UserCaller("acme", "alice", "s", 0, NOW.plusSeconds(60));

    private final KafkaUserDirectory users = new KafkaUserDirectory(new InMemoryRegistry());
    private final Map<String, TargetLookup.Found> stored = new HashMap<>();
    private final MessageDrafts drafts = new MessageDrafts(
            users,
            (tenant, conversation, id) ->
                    stored.getOrDefault(tenant + "/" + conversation + "/" + id, new TargetLookup.Missing()),
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
        var action =
                valid(drafts.draft(ALICE, to(new Receiver.ToUser("bob")), "c1")).apply(REPLY_TO);
        assertEquals("acme", action.getTenant());
        assertEquals("d:alice:bob", action.getConversation());
        assertEquals("alice", action.getActor());
        assertEquals("c1", action.getActionId());
        assertEquals(REPLY_TO, action.getReplyTo());
        assertEquals(new ActorFacts("default", BORN), action.getActorFacts());
        assertEquals("hi", ((PostMessage) action.getBody()).getContent().getText());
        assertNull(action.getTarget());
        assertNull(action.getParentTarget());
    }

    @Test
    void waitsForNobodyWhomItKnows() {
        assertFalse(drafts.mayWait("acme", to(new Receiver.ToUser("bob"))));
        assertFalse(drafts.mayWait("acme", to(new Receiver.ToGroup("team"))));
        assertFalse(drafts.mayWait("acme", to(new Receiver.ToConversation(new ConversationId.Group("team")))));
        assertFalse(drafts.mayWait("acme", to(new Receiver.ToConversation(new ConversationId.Direct("alice", "bob")))));
        var recent = idAt(NOW.minusSeconds(22 * 3600));
        assertFalse(drafts.mayWait("acme", about(recent, recent)));
    }

    @Test
    void mayWaitForNewUsersAndForTheStore() {
        assertTrue(drafts.mayWait("acme", to(new Receiver.ToUser("mallory"))), "is another tenant's");
        assertTrue(drafts.mayWait("acme", to(new Receiver.ToConversation(new ConversationId.Direct("alice", "zoe")))));
        assertTrue(drafts.mayWait("acme", to(new Receiver.ToConversation(new ConversationId.Direct("aaa", "alice")))));
        var recent = idAt(NOW.minusSeconds(22 * 3600));
        var old = idAt(NOW.minusSeconds(24 * 3600));
        assertTrue(drafts.mayWait("acme", about(old, recent)));
        assertTrue(drafts.mayWait("acme", about(recent, old)));
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
        assertProblem(404, "receiver-unknown", drafts.draft(ALICE, to(new Receiver.ToUser("nobody")), "c"));
        assertProblem(404, "receiver-unknown", drafts.draft(ALICE, to(new Receiver.ToUser("mallory")), "c"));
        assertProblem(404, "receiver-unknown", drafts.draft(ALICE, to(new Receiver.ToUser("dead")), "c"));
        assertProblem(409, "receiver-inactive", drafts.draft(ALICE, to(new Receiver.ToUser("gone")), "c"));
        assertProblem(400, "receiver-is-sender", drafts.draft(ALICE, to(new Receiver.ToUser("alice")), "c"));
    }

    @Test
    void hidesTheConversationsOfOthers() {
        var others = new Receiver.ToConversation(new ConversationId.Direct("bob", "carol"));
        assertProblem(404, "conversation-not-found", drafts.draft(ALICE, to(others), "c"));
    }

    @Test
    void refusesActorsThatMayNotAct() {
        var message = to(new Receiver.ToUser("bob"));
        assertProblem(403, "actor-inactive", drafts.draft(caller("gone"), message, "c"));
        assertProblem(403, "actor-inactive", drafts.draft(caller("nobody"), message, "c"));
        assertProblem(400, "on-behalf-of-required", drafts.draft(server(ApiKeyScope.FULL, null), message, "c"));
        assertProblem(403, "key-scope", drafts.draft(server(ApiKeyScope.READ_ONLY, "alice"), message, "c"));
        assertProblem(403, "key-scope", drafts.draft(server(ApiKeyScope.AUTH_ONLY, "alice"), message, "c"));
    }

    @Test
    void actsForTheUserWhomTheServerNames() {
        var action = valid(drafts.draft(server(ApiKeyScope.FULL, "bob"), to(new Receiver.ToUser("alice")), "c"))
                .apply(REPLY_TO);
        assertEquals("bob", action.getActor());
    }

    @Test
    void vouchesForMessagesThatTheConversationHasForgotten() {
        var reply = idAt(NOW.minusSeconds(24 * 3600));
        var parent = idAt(NOW.minusSeconds(48 * 3600));
        var replyTarget = store("d:alice:bob", reply);
        var parentTarget = store("d:alice:bob", parent);
        var action = valid(drafts.draft(ALICE, about(parent, reply), "c")).apply(REPLY_TO);
        assertEquals(replyTarget, action.getTarget());
        assertEquals(parentTarget, action.getParentTarget());
        var same = valid(drafts.draft(ALICE, about(parent, parent), "c")).apply(REPLY_TO);
        assertEquals(parentTarget, same.getTarget());
        assertNull(same.getParentTarget());
    }

    @Test
    void leavesRecentMessagesToTheConversation() {
        var recent = idAt(NOW.minusSeconds(22 * 3600));
        var action = valid(drafts.draft(ALICE, about(recent, recent), "c")).apply(REPLY_TO);
        assertNull(action.getTarget());
    }

    @Test
    void refusesOldMessagesThatAreNotInTheConversation() {
        var old = idAt(NOW.minusSeconds(24 * 3600));
        store("d:alice:carol", old);
        assertProblem(400, "reply-to-unknown", drafts.draft(ALICE, about(null, old), "c"));
        assertProblem(400, "parent-unknown", drafts.draft(ALICE, about(old, null), "c"));
        var random = "0199a1b2-0000-4000-8000-000000000001";
        assertProblem(400, "reply-to-unknown", drafts.draft(ALICE, about(null, random), "c"));
    }

    @Test
    void saysSoWhenTheStoreDoesNotAnswer() {
        var old = idAt(NOW.minusSeconds(24 * 3600));
        stored.put("acme/d:alice:bob/" + old, new TargetLookup.Unavailable());
        assertProblem(503, "store-unavailable", drafts.draft(ALICE, about(null, old), "c"));
    }

    private Target store(String conversation, String id) {
        var target = new Target(id, 1L, "bob", 1L, false);
        stored.put("acme/" + conversation + "/" + id, new TargetLookup.Known(target));
        return target;
    }

    private String conversationOf(Receiver receiver) {
        return valid(drafts.draft(ALICE, to(receiver), "c")).apply(REPLY_TO).getConversation();
    }

    private void user(String tenant, String id, UserStatus status) {
        users.apply(new User(tenant, id, id, null, "default", List.of(), null, status, 0, 1L, BORN, BORN));
    }

    private static SendMessage to(Receiver receiver) {
        return new SendMessage(receiver, MessageKind.TEXT, Samples.words("hi"), null, null, null);
    }

    private static SendMessage about(@Nullable String parentId, @Nullable String replyToId) {
        return new SendMessage(
                new Receiver.ToUser("bob"), MessageKind.TEXT, Samples.words("hi"), parentId, replyToId, null);
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

    private static Function<ReplyAddress, Action> valid(Parsed<Function<ReplyAddress, Action>> parsed) {
        return switch (parsed) {
            case Parsed.Valid<Function<ReplyAddress, Action>>(var draft) -> draft;
            case Parsed.Invalid<Function<ReplyAddress, Action>>(var problem) -> throw new AssertionError(problem);
        };
    }

    private static void assertProblem(int status, String code, Parsed<?> parsed) {
        var problem = assertInstanceOf(Parsed.Invalid.class, parsed).problem();
        assertEquals(code, problem.code());
        assertEquals(status, problem.status());
    }
}
