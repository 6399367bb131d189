package dev.parley.edge.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.edge.api.Fields;
import dev.parley.edge.api.Parsed;
import dev.parley.edge.presence.KnownPresence.Devices;
import dev.parley.edge.presence.ShownPresence.State;
import dev.parley.schemas.PresenceChoice;
import dev.parley.schemas.PresenceState;
import dev.parley.schemas.SetPresence;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresenceRequestTest {
    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

    private static Parsed<PresenceRequest> parse(String json) {
        try {
            return PresenceRequest.parse(Fields.strict(new JsonMapper().readTree(json)), NOW);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static PresenceRequest valid(String json) {
        return switch (parse(json)) {
            case Parsed.Valid<PresenceRequest>(var request) -> request;
            case Parsed.Invalid<PresenceRequest>(var problem) -> throw new AssertionError(problem);
        };
    }

    @ParameterizedTest
    @CsvSource({"online, ONLINE", "away, AWAY", "busy, BUSY", "invisible, INVISIBLE"})
    void takesEveryChoice(String state, PresenceChoice choice) {
        assertEquals(new PresenceRequest(choice, null, null), valid("{\"state\":\"" + state + "\"}"));
    }

    @Test
    void countsCharactersAsUsersDo() {
        var longest = "\uD83D\uDEC1".repeat(200);
        assertEquals(
                longest,
                valid("{\"state\":\"busy\",\"text\":\"" + longest + "\"}").text());
    }

    @Test
    void takesAnEmptyTextForNone() {
        assertEquals(null, valid("{\"state\":\"busy\",\"text\":\"\"}").text());
        assertEquals(
                null, valid("{\"state\":\"busy\",\"text\":null,\"until\":null}").until());
    }

    @Test
    void endsWithinAYear() {
        assertEquals(
                NOW.plus(Duration.ofMillis(1)),
                valid("{\"state\":\"busy\",\"until\":\"2026-11-27T10:00:00.001Z\"}")
                        .until());
        assertEquals(
                Instant.parse("2027-11-27T10:00:00Z"),
                valid("{\"state\":\"busy\",\"until\":\"2027-11-27T11:00:00+01:00\"}")
                        .until());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | state | field-missing",
                "{\"state\":null} | state | field-missing",
                "{\"state\":\"offline\"} | state | field-invalid",
                "{\"state\":\"ONLINE\"} | state | field-invalid",
                "{\"state\":1} | state | field-invalid",
                "{\"state\":[\"busy\"]} | state | field-invalid",
                "{\"state\":\"busy\",\"text\":7} | text | field-invalid",
                "{\"state\":\"busy\",\"text\":\"a\\u0000\"} | text | field-invalid",
                "{\"state\":\"busy\",\"text\":\"a\\ud800\"} | text | field-invalid",
                "{\"state\":\"busy\",\"until\":\"2026-11-27T10:00:00Z\"} | until | until-passed",
                "{\"state\":\"busy\",\"until\":\"2020-01-01T00:00:00Z\"} | until | until-passed",
                "{\"state\":\"busy\",\"until\":\"2027-11-29T10:00:00Z\"} | until | field-invalid",
                "{\"state\":\"busy\",\"until\":\"tomorrow\"} | until | field-invalid",
                "{\"state\":\"busy\",\"until\":1} | until | field-invalid",
                "{\"state\":\"busy\",\"more\":1} | more | field-unknown",
            })
    void refusesWhatIsNone(String json, String field, String code) {
        var problem = assertInstanceOf(Parsed.Invalid.class, parse(json)).problem();
        assertEquals(code, problem.code());
        assertEquals(field, problem.field());
    }

    @Test
    void refusesATextOfMoreCharacters() {
        var problem = assertInstanceOf(
                        Parsed.Invalid.class, parse("{\"state\":\"busy\",\"text\":\"" + "x".repeat(201) + "\"}"))
                .problem();
        assertEquals("text must be at most 200 characters.", problem.detail());
    }

    @Test
    void goesToTheLogOfItsUser() {
        var draft = valid("{\"state\":\"away\",\"text\":\"Lunch\"}").draft("acme", "ann");
        assertEquals("acme", draft.lease().getTenant());
        assertEquals("ann", draft.lease().getUser());
        assertEquals(
                new SetPresence(PresenceChoice.AWAY, "Lunch", null),
                draft.lease().getBody());
        assertEquals(null, draft.partition());
    }

    @ParameterizedTest
    @CsvSource({
        "online, NONE, OFFLINE",
        "busy, NONE, OFFLINE",
        "invisible, NONE, INVISIBLE",
        "online, IDLE, AWAY",
        "online, ACTIVE, ONLINE",
        "away, ACTIVE, AWAY",
        "busy, IDLE, BUSY",
        "invisible, ACTIVE, INVISIBLE",
    })
    void isShownToOneselfAsItWillBe(String choice, Devices devices, State expected) {
        var known = new KnownPresence(PresenceState.OFFLINE, PresenceChoice.INVISIBLE, "old", NOW, NOW, devices);
        assertEquals(
                new ShownPresence(expected, null, null, NOW),
                valid("{\"state\":\"" + choice + "\"}").after(known));
    }

    @Test
    void showsOthersNothingOfWhoIsInvisible() {
        var known =
                new KnownPresence(PresenceState.OFFLINE, PresenceChoice.INVISIBLE, "secret", NOW, null, Devices.ACTIVE);
        assertEquals(ShownPresence.toOthers(KnownPresence.NEVER), ShownPresence.toOthers(known));
    }
}
