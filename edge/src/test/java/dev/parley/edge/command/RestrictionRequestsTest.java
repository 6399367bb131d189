package dev.parley.edge.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.edge.api.Fields;
import dev.parley.edge.api.JsonBodies;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.directory.KafkaUserDirectory;
import dev.parley.edge.identity.Caller;
import dev.parley.edge.log.ActionDraft;
import dev.parley.schemas.BanUser;
import dev.parley.schemas.CreateInvite;
import dev.parley.schemas.MuteMember;
import dev.parley.schemas.RevokeInvite;
import dev.parley.schemas.UnbanUser;
import dev.parley.schemas.UnmuteMember;
import dev.parley.schemas.User;
import dev.parley.schemas.UserStatus;
import dev.parley.schemas.registry.InMemoryRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bans, mutes and invites as clients ask for them. */
class RestrictionRequestsTest {
    private static final Instant BORN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-12-01T10:00:00.123Z");
    private static final Caller ALICE = new Caller.UserCaller("acme", "alice", "s", 0, BORN);
    private static final String ID = "01930e7b-6c3a-7d2e-9f40-5b1c2a3d4e5f";
    private static final Map<String, Command> COMMANDS =
            Map.of("ban", Commands.BAN_USER, "mute", Commands.MUTE_MEMBER, "invite", Commands.CREATE_INVITE);

    private final KafkaUserDirectory users = new KafkaUserDirectory(new InMemoryRegistry());

    @BeforeEach
    void knowsAliceAndBob() {
        for (var id : List.of("alice", "bob")) {
            users.apply(new User(
                    "acme",
                    id,
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
    }

    @Test
    void draftsWhatIsAsked() {
        assertEquals(new BanUser("bob", UNTIL, "spam"), body(Commands.BAN_USER, """
                {"group":"team","user":"bob","until":"2026-12-01T11:00:00.1239+01:00","reason":"spam"}"""));
        assertEquals(
                new BanUser("bob", null, null),
                body(Commands.BAN_USER, "{\"group\":\"team\",\"user\":\"bob\",\"until\":null}"));
        assertEquals(new UnbanUser("bob"), body(Commands.UNBAN_USER, "{\"group\":\"team\",\"user\":\"bob\"}"));
        assertEquals(new MuteMember("bob", UNTIL), body(Commands.MUTE_MEMBER, """
                {"group":"team","user":"bob","until":"2026-12-01T10:00:00.123Z"}"""));
        assertEquals(new UnmuteMember("bob"), body(Commands.UNMUTE_MEMBER, "{\"group\":\"team\",\"user\":\"bob\"}"));
        assertEquals(new CreateInvite(100_000, UNTIL), body(Commands.CREATE_INVITE, """
                {"group":"team","uses":100000,"expiresAt":"2026-12-01T10:00:00.123Z"}"""));
        assertEquals(new CreateInvite(null, null), body(Commands.CREATE_INVITE, "{\"group\":\"team\"}"));
        assertEquals(
                new RevokeInvite(ID),
                body(
                        Commands.REVOKE_INVITE,
                        "{\"group\":\"team\",\"inviteId\":\"" + ID.toUpperCase(Locale.ROOT) + "\"}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ban    | field-invalid | user      | {"group":"g","user":"a b"}
            ban    | field-missing | user      | {"group":"g"}
            ban    | field-missing | group     | {"user":"u"}
            ban    | field-invalid | until     | {"group":"g","user":"u","until":5}
            ban    | field-invalid | until     | {"group":"g","user":"u","until":"tomorrow"}
            ban    | field-invalid | until     | {"group":"g","user":"u","until":"2026-13-01T00:00:00Z"}
            ban    | field-invalid | until     | {"group":"g","user":"u","until":"2026-02-30T00:00:00Z"}
            ban    | field-invalid | until     | {"group":"g","user":"u","until":"2026-01-01T00:00:00"}
            ban    | field-invalid | until     | {"group":"g","user":"u","until":"+10000-01-01T00:00:00Z"}
            ban    | field-invalid | until     | {"group":"g","user":"u","until":"9999-12-31T23:59:59-18:00"}
            ban    | field-invalid | reason    | {"group":"g","user":"u","reason":["x"]}
            ban    | field-unknown | role      | {"group":"g","user":"u","role":"owner"}
            mute   | field-invalid | until     | {"group":"g","user":"u","until":"soon"}
            mute   | field-unknown | reason    | {"group":"g","user":"u","reason":"x"}
            invite | field-invalid | uses      | {"group":"g","uses":0}
            invite | field-invalid | uses      | {"group":"g","uses":100001}
            invite | field-invalid | uses      | {"group":"g","uses":1.5}
            invite | field-invalid | expiresAt | {"group":"g","expiresAt":"2026-01-01"}
            invite | field-unknown | code      | {"group":"g","code":"x"}
            """)
    void refusesHostileFields(String command, String code, String field, String body) {
        var parsed = Objects.requireNonNull(COMMANDS.get(command)).parse(Fields.strict(json(body)));
        var problem = assertInstanceOf(Parsed.Invalid.class, parsed).problem();
        assertEquals(code, problem.code());
        assertEquals(field, problem.field());
    }

    @Test
    void limitsTheReasonByItsBytes() {
        var longest = "\u00E9".repeat(256);
        body(Commands.BAN_USER, "{\"group\":\"g\",\"user\":\"bob\",\"reason\":\"" + longest + "\"}");
        var parsed = Commands.BAN_USER.parse(
                Fields.strict(json("{\"group\":\"g\",\"user\":\"bob\",\"reason\":\"" + longest + "x\"}")));
        assertEquals(
                "reason",
                assertInstanceOf(Parsed.Invalid.class, parsed).problem().field());
    }

    @Test
    void bansNobodyWhoDoesNotExist() {
        var request = valid(Commands.BAN_USER, "{\"group\":\"g\",\"user\":\"nobody\"}");
        var refused = assertInstanceOf(Drafted.RefusedAtEdge.class, drafts().draft(ALICE, "a1", request, Blocking.YES));
        assertEquals("user-not-found", refused.problem().code());
        assertInstanceOf(Drafted.WouldBlock.class, drafts().draft(ALICE, "a1", request, Blocking.NO));
    }

    @Test
    void knowsThatAnIdOfAnotherFormIsNoInvite() {
        var request = valid(Commands.REVOKE_INVITE, "{\"group\":\"g\",\"inviteId\":\"x\"}");
        var refused = assertInstanceOf(Drafted.RefusedAtEdge.class, drafts().draft(ALICE, "a1", request, Blocking.NO));
        assertEquals("invite-not-found", refused.problem().code());
    }

    private Object body(Command command, String body) {
        var draft = draft(command, body);
        assertEquals("g:", draft.conversation().substring(0, 2));
        return draft.body();
    }

    private ActionDraft draft(Command command, String body) {
        var drafted = drafts().draft(ALICE, "a1", valid(command, body), Blocking.NO);
        return assertInstanceOf(Drafted.Ready.class, drafted).draft();
    }

    private CommandDrafts drafts() {
        return new CommandDrafts(users, (_, _, _, _) -> new TargetLookup.Missing());
    }

    private static CommandRequest valid(Command command, String body) {
        return switch (command.parse(Fields.strict(json(body)))) {
            case Parsed.Valid<? extends CommandRequest>(var request) -> request;
            case Parsed.Invalid<? extends CommandRequest>(var problem) -> throw new AssertionError(problem);
        };
    }

    private static ObjectNode json(String body) {
        return switch (JsonBodies.read(body)) {
            case Parsed.Valid<ObjectNode>(var object) -> object;
            case Parsed.Invalid<ObjectNode>(var problem) -> throw new AssertionError(problem);
        };
    }
}
