package dev.parley.edge.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.edge.api.CoreShare;
import dev.parley.edge.api.Fields;
import dev.parley.edge.api.JsonBodies;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.directory.KafkaUserDirectory;
import dev.parley.edge.identity.Caller;
import dev.parley.edge.log.ActionDraft;
import dev.parley.schemas.CreateGroup;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.JoinGroup;
import dev.parley.schemas.LeaveGroup;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.User;
import dev.parley.schemas.UserStatus;
import dev.parley.schemas.registry.InMemoryRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupRequestsTest {
    private static final Instant BORN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Caller ALICE = new Caller.UserCaller("acme", "alice", "s", 0, BORN);

    private final KafkaUserDirectory users = new KafkaUserDirectory(new InMemoryRegistry());

    @BeforeEach
    void knowsAlice() {
        users.apply(new User(
                "acme",
                "alice",
                "A",
                null,
                "default",
                List.of(),
                null,
                UserStatus.ACTIVE,
                0,
                List.of(),
                1L,
                BORN,
                BORN));
    }

    @Test
    void readsANewGroupAndKeepsItsPasswordToItself() {
        var request = valid(Commands.CREATE_GROUP, """
                {"id":"team","name":"Team","access":"password","password":"s3cret","description":"d","icon":"https://a.example/i",
                 "tags":["t"],"metadata":{}}""");
        assertEquals(-1, request.toString().indexOf("s3cret"));
        var draft = ready(request);
        assertEquals("g:team", draft.conversation());
        var group = assertInstanceOf(CreateGroup.class, draft.body());
        assertEquals(GroupAccess.PASSWORD, group.getAccess());
        assertEquals("{}", group.getMetadata());
        var join = ready(valid(Commands.JOIN_GROUP, "{\"group\":\"team\",\"password\":\"s3cret\"}"));
        assertEquals(
                group.getPasswordKey(),
                assertInstanceOf(JoinGroup.class, join.body()).getPasswordKey());
    }

    @Test
    void readsWhoMayMentionEverybodyInANewGroup() {
        var group = assertInstanceOf(
                CreateGroup.class,
                ready(valid(
                                Commands.CREATE_GROUP,
                                "{\"id\":\"team\",\"name\":\"T\",\"access\":\"public\",\"mentionAllFrom\":\"admin\"}"))
                        .body());
        assertEquals(MemberRole.ADMIN, group.getMentionAllFrom());
    }

    @Test
    void derivesAKeyThatHoldsForOneGroupOfOneTenant() {
        var key = GroupPassword.key("acme", "team", "s3cret");
        assertEquals(32, key.remaining());
        assertEquals(key, GroupPassword.key("acme", "team", "s3cret"));
        assertNotEquals(key, GroupPassword.key("acme", "team2", "s3cret"));
        assertNotEquals(key, GroupPassword.key("other", "team", "s3cret"));
        assertNotEquals(key, GroupPassword.key("acme", "team", "s3cret "));
        assertEquals(GroupPassword.key("a", "g", "\u00E9"), GroupPassword.key("a", "g", "e\u0301"));
    }

    @Test
    void joinsWithoutAPasswordAndLeaves() {
        var join = ready(valid(Commands.JOIN_GROUP, "{\"group\":\"team\"}"));
        assertNull(assertInstanceOf(JoinGroup.class, join.body()).getPasswordKey());
        var leave = ready(valid(Commands.LEAVE_GROUP, "{\"group\":\"team\"}"));
        assertEquals("g:team", leave.conversation());
        assertInstanceOf(LeaveGroup.class, leave.body());
    }

    @Test
    void checksNoPasswordOnAnIoThread() {
        var join = valid(Commands.JOIN_GROUP, "{\"group\":\"team\",\"password\":\"s3cret\"}");
        assertInstanceOf(Drafted.WouldBlock.class, drafts(GroupPassword.CORES).draft(ALICE, "a1", join, Blocking.NO));
    }

    @Test
    void saysSoWhereTooManyPasswordsAreChecked() {
        var join = valid(Commands.JOIN_GROUP, "{\"group\":\"team\",\"password\":\"s3cret\"}");
        var drafted = drafts(new CoreShare(0, Duration.ZERO)).draft(ALICE, "a1", join, Blocking.YES);
        var problem = assertInstanceOf(Drafted.RefusedAtEdge.class, drafted).problem();
        assertEquals("too-busy", problem.code());
        assertEquals(Duration.ofSeconds(2), problem.retryAfter());
        var withoutPassword = valid(Commands.JOIN_GROUP, "{\"group\":\"team\"}");
        assertInstanceOf(
                Drafted.Ready.class,
                drafts(new CoreShare(0, Duration.ZERO)).draft(ALICE, "a1", withoutPassword, Blocking.YES));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            field-missing | id        | {"name":"A","access":"public"}
            field-invalid | id        | {"id":"a:b","name":"A","access":"public"}
            field-missing | name      | {"id":"a","access":"public"}
            field-missing | access    | {"id":"a","name":"A"}
            field-invalid | access    | {"id":"a","name":"A","access":"PUBLIC"}
            field-missing | password  | {"id":"a","name":"A","access":"password"}
            field-missing | password  | {"id":"a","name":"A","access":"password","password":""}
            field-invalid | password  | {"id":"a","name":"A","access":"public","password":"x"}
            field-invalid | password  | {"id":"a","name":"A","access":"password","password":5}
            field-invalid | icon      | {"id":"a","name":"A","access":"public","icon":"data:text/html,x"}
            field-unknown | owner     | {"id":"a","name":"A","access":"public","owner":"mallory"}
            """)
    void refusesHostileGroups(String code, String field, String body) {
        assertProblem(code, field, Commands.CREATE_GROUP, body);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            field-missing | group | {}
            field-invalid | group | {"group":"a b"}
            field-unknown | key   | {"group":"team","key":"x"}
            """)
    void refusesHostileJoins(String code, String field, String body) {
        assertProblem(code, field, Commands.JOIN_GROUP, body);
    }

    private CommandDrafts drafts(CoreShare cores) {
        return new CommandDrafts(users, (_, _, _, _) -> new TargetLookup.Missing(), cores, InstantSource.fixed(BORN));
    }

    private ActionDraft ready(CommandRequest request) {
        var drafted = drafts(GroupPassword.CORES).draft(ALICE, "a1", request, Blocking.YES);
        return assertInstanceOf(Drafted.Ready.class, drafted).draft();
    }

    private static CommandRequest valid(Command command, String body) {
        return switch (command.parse(Fields.strict(json(body)))) {
            case Parsed.Valid<? extends CommandRequest>(var request) -> request;
            case Parsed.Invalid<? extends CommandRequest>(var problem) -> throw new AssertionError(problem);
        };
    }

    private static void assertProblem(String code, String field, Command command, String body) {
        var problem = assertInstanceOf(Parsed.Invalid.class, command.parse(Fields.strict(json(body))))
                .problem();
        assertEquals(code, problem.code());
        assertEquals(field, problem.field());
        assertEquals(400, problem.status());
    }

    private static ObjectNode json(String body) {
        return switch (JsonBodies.read(body)) {
            case Parsed.Valid<ObjectNode>(var object) -> object;
            case Parsed.Invalid<ObjectNode>(var problem) -> throw new AssertionError(problem);
        };
    }
}
