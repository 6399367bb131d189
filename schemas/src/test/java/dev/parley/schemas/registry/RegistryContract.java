package dev.parley.schemas.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every registry that Parley works with must do: ours and others are held to the same expectations. */
abstract class RegistryContract {
    private URI base;
    private Rest rest;

    /** Where the registry under test serves the Confluent REST API. */
    abstract URI address() throws Exception;

    @BeforeEach
    void useLevelBackward() throws Exception {
        base = address();
        rest = Rest.of(base);
        assertEquals(
                200,
                rest.send("PUT", "/config", "{\"compatibility\":\"BACKWARD\"}").status());
    }

    @Test
    void givesASchemaOneIdHoweverOftenItIsRegistered() {
        var schema = record("Once", "a");
        var id = registering().register("once-value", schema);
        assertTrue(id > 0, "id " + id);
        assertEquals(id, registering().register("once-value", schema));
    }

    @Test
    void givesTheSchemaOfAnId() {
        var schema = record("ById", "a", "b");
        var id = registering().register("by-id-value", schema);
        assertEquals(schema, registering().byId(id));
    }

    @Test
    void deniesAnUnknownId() {
        assertThrows(SchemaDeniedException.class, () -> registering().byId(987_654_321));
    }

    @Test
    void findsWhatIsRegisteredWithoutRegistering() {
        var schema = record("LookedUp", "a");
        var id = registering().register("looked-up-value", schema);
        assertEquals(id, lookingUp().register("looked-up-value", schema));
    }

    @Test
    void deniesAnUnknownSubjectWithoutRegisteringIt() throws Exception {
        var schema = record("Unknown", "a");
        assertThrows(SchemaDeniedException.class, () -> lookingUp().register("unknown-value", schema));
        assertEquals(404, rest.get("/subjects/unknown-value/versions").status());
    }

    @Test
    void deniesAnUnknownSchemaOfAKnownSubject() {
        registering().register("known-value", record("Known", "a"));
        var other = record("Known", "a", "b");
        assertThrows(SchemaDeniedException.class, () -> lookingUp().register("known-value", other));
    }

    @Test
    void acceptsACompatibleVersionUnderANewId() throws Exception {
        var first = registering().register("evolves-value", record("Evolves", "a"));
        var second = registering().register("evolves-value", record("Evolves", "a", "b"));
        assertNotEquals(first, second);
        assertEquals(
                "[1,2]", rest.get("/subjects/evolves-value/versions").body().toString());
        assertEquals(
                second,
                rest.get("/subjects/evolves-value/versions/latest")
                        .body()
                        .path("id")
                        .asInt());
    }

    @Test
    void deniesAnIncompatibleVersion() throws Exception {
        registering().register("breaks-value", record("Breaks", "a"));
        assertThrows(SchemaDeniedException.class, () -> registering().register("breaks-value", incompatible("Breaks")));
        assertEquals("[1]", rest.get("/subjects/breaks-value/versions").body().toString());
    }

    @Test
    void tellsBeforehandWhetherAVersionIsCompatible() throws Exception {
        registering().register("checked-value", record("Checked", "a"));
        var path = "/compatibility/subjects/checked-value/versions/latest";
        var good = rest.send("POST", path, Rest.body(record("Checked", "a", "b")));
        assertTrue(good.body().path("is_compatible").asBoolean(), good.toString());
        var bad = rest.send("POST", path, Rest.body(incompatible("Checked")));
        assertFalse(bad.body().path("is_compatible").asBoolean(true), bad.toString());
    }

    @Test
    void sharesTheIdOfASchemaAmongSubjects() {
        var schema = record("Shared", "a");
        var first = registering().register("shared-one-value", schema);
        assertEquals(first, registering().register("shared-two-value", schema));
    }

    @Test
    void listsSubjects() throws Exception {
        registering().register("listed-value", record("Listed", "a"));
        assertTrue(rest.get("/subjects").body().toString().contains("\"listed-value\""));
    }

    @Test
    void saysWhichLevelHolds() throws Exception {
        assertEquals(
                "BACKWARD",
                rest.get("/config").body().path("compatibilityLevel").asText());
    }

    @Test
    void numbersItsErrors() throws Exception {
        assertEquals(
                40403,
                rest.get("/schemas/ids/987654321").body().path("error_code").asInt());
        assertEquals(
                40401,
                rest.get("/subjects/nobody-value/versions")
                        .body()
                        .path("error_code")
                        .asInt());
    }

    final SchemaRegistry registering() {
        return new HttpSchemaRegistry(base, true);
    }

    final SchemaRegistry lookingUp() {
        return new HttpSchemaRegistry(base, false);
    }

    /** A record whose fields all have a default: any two of them can read each other. */
    static Schema record(String name, String... fields) {
        var record = SchemaBuilder.record(name).namespace("contract").fields();
        for (var field : fields) {
            record = record.optionalString(field);
        }
        return record.endRecord();
    }

    /** Cannot read what {@link #record} of the same name wrote. */
    static Schema incompatible(String name) {
        return SchemaBuilder.record(name)
                .namespace("contract")
                .fields()
                .requiredLong("new")
                .endRecord();
    }
}
