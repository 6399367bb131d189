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
import dev.parley.schemas.AddReaction;
import dev.parley.schemas.EditMessage;
import dev.parley.schemas.PinMessage;
import dev.parley.schemas.RemoveReaction;
import dev.parley.schemas.Target;
import dev.parley.schemas.TargetReaction;
import dev.parley.schemas.UnpinMessage;
import dev.parley.schemas.User;
import dev.parley.schemas.UserStatus;
import dev.parley.schemas.registry.InMemoryRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reactions, pins and the files of edits. */
class MessageRequestsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Caller ALICE = new Caller.UserCaller("acme", "alice", "s", 0, NOW);
    private static final String ID = idAt(NOW);
    private static final String LIKE = "\uD83D\uDC4D";

    private final KafkaUserDirectory users = new KafkaUserDirectory(new InMemoryRegistry());

    @BeforeEach
    void knowsAlice() {
        users.apply(new User(
                "acme", "alice", "A", null, "default", List.of(), null, UserStatus.ACTIVE, 0, List.of(), 1L, NOW, NOW));
    }

    @Test
    void readsReactionsByTheirKey() {
        var added = ready(Commands.ADD_REACTION, about(ID, ",\"emoji\":\"\u2764\uFE0F\""));
        assertEquals("g:team", added.conversation());
        assertEquals(new AddReaction(ID, "\u2764"), added.body());
        assertNull(added.target());
        var removed = ready(Commands.REMOVE_REACTION, about(ID, ",\"emoji\":\"\u2764\""));
        assertEquals(new RemoveReaction(ID, "\u2764"), removed.body());
    }

    @Test
    void readsPins() {
        assertEquals(
                new PinMessage(ID), ready(Commands.PIN_MESSAGE, about(ID, "")).body());
        assertEquals(
                new UnpinMessage(ID),
                ready(Commands.UNPIN_MESSAGE, about(ID, "")).body());
    }

    @Test
    void stampsWhatTheStoreHasOfAnOlderMessageAndThatReaction() {
        var old = idAt(NOW.minus(Duration.ofHours(24)));
        var draft = ready(Commands.ADD_REACTION, about(old, ",\"emoji\":\"" + LIKE + "\""));
        assertEquals(target(old, new TargetReaction(5L, true)), draft.target());
        assertEquals(
                target(old, null), ready(Commands.PIN_MESSAGE, about(old, "")).target());
        var located = "{\"messageId\":\"" + ID + "\",\"emoji\":\"" + LIKE + "\"}";
        assertEquals(
                target(ID, new TargetReaction(5L, true)),
                ready(Commands.REMOVE_REACTION, located).target());
    }

    @Test
    void changesOrClearsTheFilesOfAMessage() {
        var file = "{\"url\":\"https://a.example\",\"name\":\"n\",\"contentType\":\"a/b\",\"size\":1}";
        var changed = edit(",\"attachments\":[" + file + "]");
        assertEquals(List.of("attachments"), changed.getFields());
        assertEquals(1, changed.getContent().getAttachments().size());
        assertEquals(List.of(), edit(",\"attachments\":[]").getContent().getAttachments());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            field-missing | messageId    | {"emoji":"\u2764"}
            field-invalid | messageId    | {"messageId":"1","emoji":"\u2764"}
            field-invalid | conversation | {"messageId":"0199a1b2-0000-7000-8000-000000000001","conversation":"d:b:a","emoji":"\u2764"}
            field-missing | emoji        | {"messageId":"0199a1b2-0000-7000-8000-000000000001"}
            field-invalid | emoji        | {"messageId":"0199a1b2-0000-7000-8000-000000000001","emoji":"ok"}
            field-invalid | emoji        | {"messageId":"0199a1b2-0000-7000-8000-000000000001","emoji":7}
            field-unknown | count        | {"messageId":"0199a1b2-0000-7000-8000-000000000001","emoji":"\u2764","count":9}
            """)
    void refusesHostileReactions(String code, String field, String body) {
        for (var command : List.of(Commands.ADD_REACTION, Commands.REMOVE_REACTION)) {
            var problem = assertInstanceOf(Parsed.Invalid.class, command.parse(Fields.strict(json(body))))
                    .problem();
            assertEquals(code, problem.code());
            assertEquals(field, problem.field());
        }
    }

    private EditMessage edit(String more) {
        return assertInstanceOf(
                EditMessage.class, ready(Commands.EDIT_MESSAGE, about(ID, more)).body());
    }

    private static String about(String messageId, String more) {
        return "{\"messageId\":\"" + messageId + "\",\"conversation\":\"g:team\"" + more + "}";
    }

    private static TargetLookup.Found find(String messageId, @Nullable String user, @Nullable String emoji) {
        var isLike = LIKE.equals(emoji) && "alice".equals(user);
        return new TargetLookup.Known("g:team", target(messageId, isLike ? new TargetReaction(5L, true) : null));
    }

    private static Target target(String messageId, @Nullable TargetReaction reaction) {
        return new Target(messageId, 1L, "bob", 1L, false, null, false, 0, 0L, 0L, 0L, reaction, false, false);
    }

    private ActionDraft ready(Command command, String body) {
        var drafts =
                new CommandDrafts(users, (_, id, user, emoji) -> find(id, user, emoji), GroupPassword.CORES, () -> NOW);
        var request = assertInstanceOf(Parsed.Valid.class, command.parse(Fields.strict(json(body))), body)
                .value();
        return assertInstanceOf(Drafted.Ready.class, drafts.draft(ALICE, "a1", (CommandRequest) request, Blocking.YES))
                .draft();
    }

    private static ObjectNode json(String body) {
        return switch (JsonBodies.read(body)) {
            case Parsed.Valid<ObjectNode>(var object) -> object;
            case Parsed.Invalid<ObjectNode>(var problem) -> throw new AssertionError(problem);
        };
    }

    private static String idAt(Instant at) {
        var hex = String.format("%012x", at.toEpochMilli());
        return hex.substring(0, 8) + "-" + hex.substring(8) + "-7000-8000-000000000001";
    }
}
