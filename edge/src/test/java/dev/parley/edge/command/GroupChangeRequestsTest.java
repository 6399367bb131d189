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
import dev.parley.schemas.AddMember;
import dev.parley.schemas.ChangeRole;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.UpdateGroup;
import dev.parley.schemas.User;
import dev.parley.schemas.UserStatus;
import dev.parley.schemas.errors.ErrorCode;
import dev.parley.schemas.registry.InMemoryRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes of groups and of who belongs to them, as clients ask for them. */
class GroupChangeRequestsTest {
    private static final Instant BORN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Caller ALICE = new Caller.UserCaller("acme", "alice", "s", 0, BORN);

    private final KafkaUserDirectory users = new KafkaUserDirectory(new InMemoryRegistry());

    @BeforeEach
    void knowsUsers() {
        knows("alice", UserStatus.ACTIVE);
        knows("bob", UserStatus.ACTIVE);
        knows("gone", UserStatus.DEACTIVATED);
    }

    private void knows(String id, UserStatus status) {
        users.apply(new User("acme", id, id, null, "default", List.of(), null, status, 0, List.of(), 1L, BORN, BORN));
    }

    @Test
    void namesWhatChangesAndWhatIsCleared() {
        var update = assertInstanceOf(UpdateGroup.class, body(Commands.UPDATE_GROUP, """
                {"group":"team","icon":null,"name":"New","tags":[],"slowModeSeconds":30,"version":7}"""));
        assertEquals(List.of("name", "icon", "tags", "slowModeSeconds"), update.getFields());
        assertEquals("New", update.getName());
        assertNull(update.getIcon());
        assertEquals(30, update.getSlowModeSeconds());
        assertEquals(7L, update.getVersion());
    }

    @Test
    void keepsANewPasswordToItself() {
        var request =
                valid(Commands.UPDATE_GROUP, "{\"group\":\"team\",\"access\":\"password\",\"password\":\"s3cret\"}");
        assertEquals(-1, request.toString().indexOf("s3cret"));
        var update = assertInstanceOf(UpdateGroup.class, bodyOf(request));
        assertEquals(GroupAccess.PASSWORD, update.getAccess());
        assertEquals(List.of("access"), update.getFields());
        assertNotEquals(null, update.getPasswordKey());
        assertEquals(GroupPassword.key("acme", "team", "s3cret"), update.getPasswordKey());
    }

    @Test
    void clearsSlowModeWithNull() {
        var update = assertInstanceOf(
                UpdateGroup.class, body(Commands.UPDATE_GROUP, "{\"group\":\"team\",\"slowModeSeconds\":null}"));
        assertEquals(List.of("slowModeSeconds"), update.getFields());
        assertEquals(0, update.getSlowModeSeconds());
    }

    @Test
    void readsWhoMayMentionEverybodyAndClearsItWithNull() {
        for (var role : MemberRole.values()) {
            var name = role.name().toLowerCase(Locale.ROOT);
            var update = assertInstanceOf(
                    UpdateGroup.class,
                    body(Commands.UPDATE_GROUP, "{\"group\":\"team\",\"mentionAllFrom\":\"" + name + "\"}"));
            assertEquals(List.of("mentionAllFrom"), update.getFields());
            assertEquals(role, update.getMentionAllFrom());
        }
        var cleared = assertInstanceOf(
                UpdateGroup.class, body(Commands.UPDATE_GROUP, "{\"group\":\"team\",\"mentionAllFrom\":null}"));
        assertEquals(List.of("mentionAllFrom"), cleared.getFields());
        assertNull(cleared.getMentionAllFrom());
    }

    @Test
    void readsARole() {
        var change = assertInstanceOf(
                ChangeRole.class,
                body(Commands.CHANGE_ROLE, "{\"group\":\"team\",\"user\":\"bob\",\"role\":\"moderator\"}"));
        assertEquals(MemberRole.MODERATOR, change.getRole());
    }

    @Test
    void addsEachUserByAnActionOfItsOwn() {
        var requests = all("{\"group\":\"team\",\"users\":[\"bob\",\"gone\"],\"role\":\"admin\"}");
        assertEquals(2, requests.size());
        assertEquals(new AddMember("bob", MemberRole.ADMIN), bodyOf(requests.getFirst()));
        var refused = assertInstanceOf(Drafted.Ready.class, drafted(requests.getLast(), Blocking.NO));
        assertEquals(ErrorCode.USER_INACTIVE, refused.draft().refusal());
    }

    @Test
    void waitsForAUserWhomItDoesNotKnow() {
        var request = all("{\"group\":\"team\",\"users\":[\"nobody\"]}").getFirst();
        assertInstanceOf(Drafted.WouldBlock.class, drafted(request, Blocking.NO));
        var refused = assertInstanceOf(Drafted.RefusedAtEdge.class, drafted(request, Blocking.YES));
        assertEquals("user-not-found", refused.problem().code());
    }

    @Test
    void takesFiveHundredUsersAndNoMore() {
        assertEquals(500, all(usersUpTo(500)).size());
        var problem = assertInstanceOf(Parsed.Invalid.class, AddMemberRequest.parseAll(fields(usersUpTo(501))))
                .problem();
        assertEquals("users", problem.field());
    }

    private static String usersUpTo(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"u" + i + "\"")
                .collect(Collectors.joining(",", "{\"group\":\"team\",\"users\":[", "]}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            field-missing | name            | {"group":"team"}
            field-missing | name            | {"group":"team","name":null}
            field-invalid | name            | {"group":"team","name":" "}
            field-missing | access          | {"group":"team","access":null}
            field-invalid | access          | {"group":"team","access":"secret"}
            field-missing | password        | {"group":"team","access":"password"}
            field-invalid | password        | {"group":"team","access":"public","password":"x"}
            field-invalid | password        | {"group":"team","password":"x"}
            field-invalid | slowModeSeconds | {"group":"team","slowModeSeconds":86401}
            field-invalid | slowModeSeconds | {"group":"team","slowModeSeconds":-1}
            field-invalid | slowModeSeconds | {"group":"team","slowModeSeconds":1.5}
            field-invalid | mentionAllFrom  | {"group":"team","mentionAllFrom":"Owner"}
            field-invalid | mentionAllFrom  | {"group":"team","mentionAllFrom":"nobody"}
            field-invalid | mentionAllFrom  | {"group":"team","mentionAllFrom":1}
            field-invalid | version         | {"group":"team","name":"A","version":0}
            field-unknown | owner           | {"group":"team","name":"A","owner":"mallory"}
            """)
    void refusesHostileUpdates(String code, String field, String body) {
        assertProblem(code, field, Commands.UPDATE_GROUP.parse(fields(body)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            field-missing | users | {"group":"team"}
            field-missing | users | {"group":"team","users":[]}
            field-invalid | users | {"group":"team","users":"bob"}
            field-invalid | users | {"group":"team","users":["a b"]}
            field-invalid | users | {"group":"team","users":["bob","bob"]}
            field-invalid | role  | {"group":"team","users":["bob"],"role":"owner"}
            field-unknown | user  | {"group":"team","users":["bob"],"user":"bob"}
            """)
    void refusesHostileAdditions(String code, String field, String body) {
        assertProblem(code, field, AddMemberRequest.parseAll(fields(body)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            field-missing | role | {"group":"team","user":"bob"}
            field-invalid | role | {"group":"team","user":"bob","role":"owner"}
            field-invalid | user | {"group":"team","user":"b/b","role":"admin"}
            """)
    void refusesHostileRoles(String code, String field, String body) {
        assertProblem(code, field, Commands.CHANGE_ROLE.parse(fields(body)));
    }

    private static List<AddMemberRequest> all(String body) {
        return switch (AddMemberRequest.parseAll(fields(body))) {
            case Parsed.Valid<List<AddMemberRequest>>(var requests) -> requests;
            case Parsed.Invalid<List<AddMemberRequest>>(var problem) -> throw new AssertionError(problem);
        };
    }

    private SpecificRecord body(Command command, String body) {
        return bodyOf(valid(command, body));
    }

    private SpecificRecord bodyOf(CommandRequest request) {
        var draft = assertInstanceOf(Drafted.Ready.class, drafted(request, Blocking.YES))
                .draft();
        assertEquals("g:team", draft.conversation());
        return draft.body();
    }

    private Drafted drafted(CommandRequest request, Blocking blocking) {
        var drafts = new CommandDrafts(
                users,
                (_, _, _, _) -> new TargetLookup.Missing(),
                new CoreShare(1, Duration.ZERO),
                InstantSource.fixed(BORN));
        return drafts.draft(ALICE, "a1", request, blocking);
    }

    private static CommandRequest valid(Command command, String body) {
        return switch (command.parse(fields(body))) {
            case Parsed.Valid<? extends CommandRequest>(var request) -> request;
            case Parsed.Invalid<? extends CommandRequest>(var problem) -> throw new AssertionError(problem);
        };
    }

    private static void assertProblem(String code, String field, Parsed<?> parsed) {
        var problem = assertInstanceOf(Parsed.Invalid.class, parsed).problem();
        assertEquals(code, problem.code());
        assertEquals(field, Objects.requireNonNull(problem.field()));
    }

    private static Fields fields(String body) {
        return switch (JsonBodies.read(body)) {
            case Parsed.Valid<ObjectNode>(var object) -> Fields.strict(object);
            case Parsed.Invalid<ObjectNode>(var problem) -> throw new AssertionError(problem);
        };
    }
}
