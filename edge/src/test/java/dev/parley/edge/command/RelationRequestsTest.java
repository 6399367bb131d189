package dev.parley.edge.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.edge.api.Fields;
import dev.parley.edge.api.JsonBodies;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.directory.KafkaUserDirectory;
import dev.parley.edge.identity.Caller;
import dev.parley.edge.log.ActionDraft;
import dev.parley.schemas.ApiKeyScope;
import dev.parley.schemas.BlockUser;
import dev.parley.schemas.RemoveFriend;
import dev.parley.schemas.RequestFriend;
import dev.parley.schemas.UnblockUser;
import dev.parley.schemas.User;
import dev.parley.schemas.UserStatus;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.schemas.registry.InMemoryRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks and friendships as requests. */
class RelationRequestsTest {
    private static final Instant BORN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Caller ALICE = new Caller.UserCaller("acme", "alice", "s", 0, BORN);
    private static final List<Command> ALL =
            List.of(Commands.BLOCK_USER, Commands.UNBLOCK_USER, Commands.REQUEST_FRIEND, Commands.REMOVE_FRIEND);

    private final KafkaUserDirectory users = new KafkaUserDirectory(new InMemoryRegistry());
    private final CommandDrafts drafts = new CommandDrafts(
            users, (_, _, _, _) -> new TargetLookup.Missing(), GroupPassword.CORES, InstantSource.fixed(BORN));

    @BeforeEach
    void knowsUsers() {
        user("acme", "alice", UserStatus.ACTIVE);
        user("acme", "bob", UserStatus.ACTIVE);
        user("acme", "Aaron", UserStatus.ACTIVE);
        user("acme", "gone", UserStatus.DEACTIVATED);
        user("acme", "dead", UserStatus.DELETED);
        user("globex", "mallory", UserStatus.ACTIVE);
    }

    @Test
    void areDecidedInTheDirectConversationOfTheTwo() {
        assertEquals(new BlockUser("bob"), ready(Commands.BLOCK_USER, "bob").body());
        assertEquals(new UnblockUser("bob"), ready(Commands.UNBLOCK_USER, "bob").body());
        assertEquals(
                new RequestFriend("bob"), ready(Commands.REQUEST_FRIEND, "bob").body());
        assertEquals(
                new RemoveFriend("bob"), ready(Commands.REMOVE_FRIEND, "bob").body());
        var draft = ready(Commands.BLOCK_USER, "Aaron");
        assertEquals("d:Aaron:alice", draft.conversation());
        assertEquals("alice", draft.actor());
        assertNull(draft.refusal());
    }

    @Test
    void areOnlyForTheUserWhoActs() {
        for (var command : ALL) {
            var request = valid(command, "bob", "alice");
            assertProblem("not-permitted", drafts.draft(ALICE, "a", request, Blocking.YES));
            var server = new Caller.ServerCaller("acme", "k", ApiKeyScope.FULL, Optional.of("bob"));
            assertInstanceOf(Drafted.Ready.class, drafts.draft(server, "a", request, Blocking.YES));
        }
    }

    @Test
    void refuseUsersWhoDoNotExist() {
        for (var command : ALL) {
            for (var other : List.of("nobody", "mallory")) {
                var request = valid(command, "alice", other);
                assertProblem("user-not-found", drafts.draft(ALICE, "a", request, Blocking.YES));
                assertInstanceOf(Drafted.WouldBlock.class, drafts.draft(ALICE, "a", request, Blocking.NO));
            }
        }
    }

    /** A first attempt may have been accepted, so the conversation refuses. */
    @Test
    void leaveToTheConversationWhatMayHaveChanged() {
        assertEquals(
                ErrorCode.USER_NOT_FOUND, ready(Commands.BLOCK_USER, "dead").refusal());
        assertEquals(
                ErrorCode.USER_NOT_FOUND, ready(Commands.REQUEST_FRIEND, "dead").refusal());
        assertEquals(
                ErrorCode.USER_INACTIVE, ready(Commands.REQUEST_FRIEND, "gone").refusal());
        assertNull(ready(Commands.BLOCK_USER, "gone").refusal());
        assertNull(ready(Commands.UNBLOCK_USER, "dead").refusal());
        assertNull(ready(Commands.REMOVE_FRIEND, "dead").refusal());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            field-missing | other | {"user":"alice"}
            field-missing | user  | {"other":"bob"}
            field-invalid | other | {"user":"alice","other":"a:b"}
            field-invalid | other | {"user":"alice","other":"alice"}
            field-invalid | other | {"user":"alice","other":7}
            field-unknown | until | {"user":"alice","other":"bob","until":"x"}
            """)
    void refuseHostileFields(String code, String field, String body) {
        for (var command : ALL) {
            var problem = assertInstanceOf(Parsed.Invalid.class, command.parse(Fields.strict(json(body))))
                    .problem();
            assertEquals(code, problem.code());
            assertEquals(field, problem.field());
            assertEquals(400, problem.status());
        }
    }

    private ActionDraft ready(Command command, String other) {
        var drafted = drafts.draft(ALICE, "a1", valid(command, "alice", other), Blocking.YES);
        return assertInstanceOf(Drafted.Ready.class, drafted).draft();
    }

    private static CommandRequest valid(Command command, String user, String other) {
        var body = json("{\"user\":\"" + user + "\",\"other\":\"" + other + "\"}");
        return switch (command.parse(Fields.strict(body))) {
            case Parsed.Valid<? extends CommandRequest>(var request) -> request;
            case Parsed.Invalid<? extends CommandRequest>(var problem) -> throw new AssertionError(problem);
        };
    }

    private static void assertProblem(String code, Drafted drafted) {
        assertEquals(
                code,
                assertInstanceOf(Drafted.RefusedAtEdge.class, drafted).problem().code());
    }

    private static ObjectNode json(String body) {
        return switch (JsonBodies.read(body)) {
            case Parsed.Valid<ObjectNode>(var object) -> object;
            case Parsed.Invalid<ObjectNode>(var problem) -> throw new AssertionError(problem);
        };
    }

    private void user(String tenant, String id, UserStatus status) {
        users.apply(new User(tenant, id, id, null, "default", List.of(), null, status, 0, List.of(), 1L, BORN, BORN));
    }
}
