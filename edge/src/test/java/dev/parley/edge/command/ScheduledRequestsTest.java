package dev.parley.edge.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.edge.api.Fields;
import dev.parley.edge.api.JsonBodies;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.directory.KafkaUserDirectory;
import dev.parley.edge.identity.Caller;
import dev.parley.schemas.CancelScheduled;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.ScheduleMessage;
import dev.parley.schemas.User;
import dev.parley.schemas.UserStatus;
import dev.parley.schemas.registry.InMemoryRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of messages that are sent later or expire. */
class ScheduledRequestsTest {
    private static final Instant BORN = Instant.parse("2026-01-01T00:00:00Z");
    private static final String ID = "01930e7b-6c3a-7d2e-9f40-5b1c2a3d4e5f";
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
    void schedulesWhereATimeIsGivenWhateverThisClockSays() {
        var body = asked(
                Commands.SEND_MESSAGE,
                "{\"receiver\":{\"group\":\"g\"},\"text\":\"x\",\"sendAt\":\"2001-02-03T04:05:06.7891+01:00\"}");
        var scheduled = assertInstanceOf(ScheduleMessage.class, body);
        assertEquals(Instant.parse("2001-02-03T03:05:06.789Z"), scheduled.getSendAt());
        assertEquals("x", scheduled.getMessage().getContent().getText());
    }

    @Test
    void takesHowLongAMessageStands() {
        var body = asked(
                Commands.SEND_MESSAGE, "{\"receiver\":{\"group\":\"g\"},\"text\":\"x\",\"expiresInSeconds\":31536000}");
        assertEquals(31_536_000L, assertInstanceOf(PostMessage.class, body).getExpiresInSeconds());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"sendAt\":\"tomorrow\"",
                "\"sendAt\":\"2026-03-01\"",
                "\"sendAt\":\"2026-02-30T00:00:00Z\"",
                "\"sendAt\":1700000000000",
                "\"expiresInSeconds\":0",
                "\"expiresInSeconds\":-1",
                "\"expiresInSeconds\":1.5",
                "\"expiresInSeconds\":\"60\"",
                "\"expiresInSeconds\":31536001"
            })
    void refusesWhatIsNoTime(String field) {
        var parsed =
                Commands.SEND_MESSAGE.parse(fields("{\"receiver\":{\"group\":\"g\"},\"text\":\"x\"," + field + "}"));
        var problem = assertInstanceOf(Parsed.Invalid.class, parsed).problem();
        assertEquals("field-invalid", problem.code());
        assertEquals(field.substring(1, field.indexOf('"', 1)), problem.field());
    }

    @Test
    void cancelsInTheConversationThatIsNamed() {
        var body = asked(
                Commands.CANCEL_SCHEDULED,
                "{\"scheduledId\":\"" + ID.toUpperCase(Locale.ROOT) + "\",\"conversation\":\"g:team\"}");
        assertEquals(ID, assertInstanceOf(CancelScheduled.class, body).getScheduledId());
    }

    private SpecificRecord asked(Command command, String json) {
        var drafts = new CommandDrafts(users, (_, _, _, _) -> new TargetLookup.Missing());
        var parsed = command.parse(fields(json));
        if (parsed instanceof Parsed.Valid<? extends CommandRequest>(var request)
                && drafts.draft(ALICE, "a", request, Blocking.YES) instanceof Drafted.Ready(var draft)) {
            return draft.body();
        }
        throw new AssertionError(parsed.toString());
    }

    private static Fields fields(String json) {
        return JsonBodies.read(json.getBytes(StandardCharsets.UTF_8)) instanceof Parsed.Valid<ObjectNode>(var body)
                ? Fields.strict(body)
                : fail(json);
    }
}
