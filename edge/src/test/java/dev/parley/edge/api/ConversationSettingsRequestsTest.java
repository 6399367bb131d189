package dev.parley.edge.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.parley.schemas.UpdateConversationSettings;
import dev.parley.schemas.content.NoEnd;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversationSettingsRequestsTest {
    private static final String TEAM = "g:team";

    @Test
    void namesWhatAPatchChanges() {
        assertEquals(
                new UpdateConversationSettings(TEAM, List.of("archived"), false, null, true, 0L, null),
                patch("{\"archived\":true}"));
        assertEquals(
                new UpdateConversationSettings(TEAM, List.of("archived", "draft"), false, null, false, 0L, "hi "),
                patch("{\"draft\":\"hi \",\"archived\":false}"));
    }

    @Test
    void clearsADraftThatIsNullOrEmpty() {
        var cleared = new UpdateConversationSettings(TEAM, List.of("draft"), false, null, false, 0L, null);
        assertEquals(cleared, patch("{\"draft\":null}"));
        assertEquals(cleared, patch("{\"draft\":\"\"}"));
    }

    @Test
    void takesADraftAsLongAsAMessageAndNoLonger() {
        var longest = "\u00e9".repeat(32_768);
        assertEquals(longest, patch("{\"draft\":\"" + longest + "\"}").getDraft());
        assertProblem("field-invalid", "draft", tryPatch("{\"draft\":\"" + longest + "x\"}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            field-missing | archived   | {}
            field-invalid | archived   | {"archived":null}
            field-invalid | archived   | {"archived":"true"}
            field-invalid | archived   | {"archived":1}
            field-invalid | draft      | {"draft":5}
            field-invalid | draft      | {"draft":{}}
            field-invalid | draft      | {"draft":"a\\u0000"}
            field-invalid | draft      | {"draft":"\\ud800"}
            field-unknown | pinned     | {"archived":true,"pinned":true}
            field-unknown | hiddenUpTo | {"draft":"x","hiddenUpTo":9}
            """)
    void refusesHostilePatches(String code, String field, String body) {
        assertProblem(code, field, tryPatch(body));
    }

    @Test
    void mutesUntilATimeOrForGood() {
        var asked =
                valid(ConversationSettingsRequests.mute(TEAM, fields("{\"until\":\"2026-12-01T01:00:00.5+01:00\"}")));
        assertEquals(List.of("mutedUntil"), asked.getFields());
        assertEquals(Instant.parse("2026-12-01T00:00:00.500Z"), asked.getMutedUntil());
        assertEquals(
                NoEnd.TIME,
                valid(ConversationSettingsRequests.mute(TEAM, fields("{}"))).getMutedUntil());
        assertNull(ConversationSettingsRequests.unmute(TEAM).getMutedUntil());
        assertEquals(
                List.of("mutedUntil"), ConversationSettingsRequests.unmute(TEAM).getFields());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            field-invalid | until  | {"until":"tomorrow"}
            field-invalid | until  | {"until":1764547200000}
            field-invalid | until  | {"until":"2026-13-01T00:00:00Z"}
            field-unknown | user   | {"user":"bob"}
            """)
    void refusesHostileMutes(String code, String field, String body) {
        assertProblem(code, field, ConversationSettingsRequests.mute(TEAM, fields(body)));
    }

    @Test
    void saysNothingButWhatIsAsked() {
        assertEquals(
                new UpdateConversationSettings(TEAM, List.of("pinned"), true, null, false, 0L, null),
                ConversationSettingsRequests.pin(TEAM, true));
        assertEquals(
                new UpdateConversationSettings(TEAM, List.of("hiddenUpTo"), false, null, false, 41L, null),
                ConversationSettingsRequests.hide(TEAM, 41));
    }

    private static UpdateConversationSettings patch(String body) {
        return valid(tryPatch(body));
    }

    private static Parsed<UpdateConversationSettings> tryPatch(String body) {
        return ConversationSettingsRequests.patch(TEAM, fields(body));
    }

    private static Fields fields(String body) {
        return Fields.strict(valid(JsonBodies.read(body)));
    }

    private static void assertProblem(String code, String field, Parsed<?> parsed) {
        var problem = assertInstanceOf(Parsed.Invalid.class, parsed).problem();
        assertEquals(code, problem.code());
        assertEquals(field, problem.field());
        assertEquals(400, problem.status());
    }

    private static <T> T valid(Parsed<T> parsed) {
        return switch (parsed) {
            case Parsed.Valid<T>(var value) -> value;
            case Parsed.Invalid<T>(var problem) -> throw new AssertionError(problem);
        };
    }
}
