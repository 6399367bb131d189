package dev.parley.ingress;

import static dev.parley.ingress.RunningIngress.OTHER_TENANT;
import static dev.parley.ingress.RunningIngress.TENANT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.ApiKeyScope;
import dev.parley.schemas.Lease;
import dev.parley.schemas.Presence;
import dev.parley.schemas.PresenceChoice;
import dev.parley.schemas.PresenceState;
import dev.parley.schemas.PresentDevice;
import dev.parley.schemas.Restriction;
import dev.parley.schemas.SetPresence;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is there, and what one wants to be shown as. */
class PresenceTest {
    private static final Instant AT = Instant.parse("2026-11-27T10:00:00Z");

    private RunningIngress ingress;
    private Client ann;

    @BeforeEach
    void start() {
        ingress = RunningIngress.start();
        ann = ingress.user("ann");
    }

    @AfterEach
    void stop() {
        ingress.close();
    }

    private static Presence.Builder presence(String tenant, String user, PresenceState state) {
        return Presence.newBuilder()
                .setTenant(tenant)
                .setUser(user)
                .setState(state)
                .setVersion(1)
                .setUpdatedAt(AT);
    }

    private void show(Presence presence) {
        ingress.presence.show(presence);
    }

    @Test
    void listsUsersInTheOrderInWhichTheyAreNamed() {
        show(presence(TENANT, "bob", PresenceState.BUSY)
                .setText("Soon")
                .setUntil(AT)
                .setLastActiveAt(AT)
                .build());
        show(presence(TENANT, "j\u00fcrg", PresenceState.AWAY).build());
        assertEquals(
                "{\"items\":[{\"user\":\"j\u00fcrg\",\"state\":\"away\"},{\"user\":\"bob\",\"state\":\"busy\",\"text\":\"Soon\","
                        + "\"until\":\"2026-11-27T10:00:00.000Z\",\"lastActiveAt\":\"2026-11-27T10:00:00.000Z\"}]}",
                ann.get("/v1/presence?users=j%C3%BCrg,bob,bob").expect(200).text());
        assertEquals(
                "{\"items\":[{\"user\":\"j\u00fcrg\",\"state\":\"away\"}]}",
                ingress.server().get("/v1/presence?users=j%C3%BCrg").expect(200).text());
    }

    /** One who does not exist, one who was never there, one who is invisible, one of another tenant: all the same. */
    @Test
    void tellsAStrangerNothing() {
        ingress.user("never");
        show(presence(TENANT, "hidden", PresenceState.OFFLINE)
                .setChoice(PresenceChoice.INVISIBLE)
                .setText("secret")
                .build());
        show(presence(OTHER_TENANT, "other", PresenceState.ONLINE).build());
        for (var user : List.of("nobody", "never", "hidden", "other")) {
            assertEquals(
                    "{\"items\":[{\"user\":\"" + user + "\",\"state\":\"offline\"}]}",
                    ann.get("/v1/presence?users=" + user).expect(200).text());
        }
    }

    @Test
    void showsOneselfTheOwnChoice() {
        show(presence(TENANT, "ann", PresenceState.OFFLINE)
                .setChoice(PresenceChoice.INVISIBLE)
                .build());
        assertEquals("invisible", stateOf(ann));
        assertEquals("invisible", stateOf(ingress.server().onBehalfOf("ann")));
        assertEquals("offline", stateOf(ingress.server()));
    }

    @Test
    void hidesTwoFromEachOtherOfWhomOneBlocksTheOther() {
        show(presence(TENANT, "ann", PresenceState.ONLINE).setLastActiveAt(AT).build());
        show(presence(TENANT, "bob", PresenceState.BUSY).setText("Soon").build());
        var bob = ingress.user("bob");
        var block = new Restriction(TENANT, "d:ann:bob", "bob", true, null, 1L);
        ingress.presence.show(block);
        assertEquals(
                "{\"items\":[{\"user\":\"bob\",\"state\":\"offline\"}]}",
                ann.get("/v1/presence?users=bob").expect(200).text());
        assertEquals(
                "{\"items\":[{\"user\":\"ann\",\"state\":\"offline\"}]}",
                bob.get("/v1/presence?users=ann").expect(200).text());
        assertEquals("online", stateOf(ann));
        assertEquals("online", stateOf(ingress.server()));
        assertEquals("offline", stateOf(ingress.server().onBehalfOf("bob")));
        ingress.presence.show(
                Restriction.newBuilder(block).setBlocks(false).setSeq(2).build());
        assertEquals("online", stateOf(bob));
    }

    private static String stateOf(Client client) {
        return client.get("/v1/presence?users=ann")
                .expect(200)
                .json()
                .at("/items/0/state")
                .textValue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/presence | field-missing",
                "/v1/presence?users= | field-missing",
                "/v1/presence?users=a,,b | field-invalid",
                "/v1/presence?users=, | field-invalid",
                "/v1/presence?users=a%2Fb | field-invalid",
                "/v1/presence?users=a%20b | field-invalid",
                "/v1/presence?users=%FF | field-invalid",
                "/v1/presence?users=a&users=b | field-invalid",
            })
    void refusesAListThatIsNone(String path, String code) {
        var problem = ann.get(path).expect(400, code).json();
        assertEquals("users", problem.path("field").textValue());
        assertTrue(problem.path("detail").textValue().length() > 20);
    }

    @Test
    void listsAHundredUsersAndNoMore() {
        var users = IntStream.range(0, 100).mapToObj(i -> "u" + i).collect(Collectors.joining(","));
        assertEquals(
                100,
                ann.get("/v1/presence?users=" + users)
                        .expect(200)
                        .json()
                        .path("items")
                        .size());
        ann.get("/v1/presence?users=" + users + ",one-more").expect(400, "field-invalid");
    }

    @Test
    void saysUnknownWhereItCannotTell() {
        show(presence(TENANT, "ann", PresenceState.ONLINE).build());
        ingress.presence.isConnected = false;
        assertEquals("unknown", stateOf(ann));
        ingress.presence.isConnected = true;
        assertEquals("online", stateOf(ann));
    }

    @Test
    void setsWhatTheUserIsShownAs() {
        show(presence(TENANT, "ann", PresenceState.ONLINE)
                .setDevices(List.of(new PresentDevice("phone", "s", false, AT)))
                .setLastActiveAt(AT)
                .build());
        assertEquals(
                "{\"user\":\"ann\",\"state\":\"busy\",\"text\":\"Soon\",\"lastActiveAt\":\"2026-11-27T10:00:00.000Z\"}",
                ann.put("/v1/me/presence", "{\"state\":\"busy\",\"text\":\"Soon\"}")
                        .expect(200)
                        .text());
        var item = ingress.server()
                .onBehalfOf("ann")
                .put("/v1/me/presence", "{\"state\":\"invisible\"}")
                .expect(200)
                .json();
        assertEquals("invisible", item.path("state").textValue());
        assertEquals(
                List.of(
                        new Lease(TENANT, "ann", new SetPresence(PresenceChoice.BUSY, "Soon", null)),
                        new Lease(TENANT, "ann", new SetPresence(PresenceChoice.INVISIBLE, null, null))),
                ingress.presence.leases());
    }

    @Test
    void staysOfflineWithoutADevice() {
        assertEquals(
                "{\"user\":\"ann\",\"state\":\"offline\",\"until\":\""
                        + Instant.now().plusSeconds(3_600).toString().substring(0, 13) + ":59:59.000Z\"}",
                ann.put(
                                "/v1/me/presence",
                                "{\"state\":\"away\",\"until\":\""
                                        + Instant.now()
                                                .plusSeconds(3_600)
                                                .toString()
                                                .substring(0, 13)
                                        + ":59:59Z\"}")
                        .expect(200)
                        .text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | field-missing",
                "{\"state\":\"offline\"} | field-invalid",
                "{\"state\":\"busy\",\"until\":\"2001-01-01T00:00:00Z\"} | until-passed",
                "{\"state\":\"busy\",\"more\":1} | field-unknown",
                "[] | body-not-json",
            })
    void refusesAChoiceThatIsNone(String body, String code) {
        ann.put("/v1/me/presence", body).expect(400, code);
        assertEquals(List.of(), ingress.presence.leases());
    }

    @Test
    void isNeverAFalseSuccess() {
        ingress.presence.isUp = false;
        var problem = ann.put("/v1/me/presence", "{\"state\":\"busy\"}");
        problem.expect(503, "log-unavailable");
        assertEquals("1", problem.header("Retry-After"));
        ingress.presence.isUp = true;
        ingress.presence.hasRoom = false;
        ann.put("/v1/me/presence", "{\"state\":\"busy\"}").expect(503, "too-busy");
        assertEquals(List.of(), ingress.presence.leases());
    }

    @Test
    void isForUsersWhoExistAndMayAct() {
        ingress.server().put("/v1/me/presence", "{\"state\":\"busy\"}").expect(400, "on-behalf-of-required");
        ingress.client()
                .withKey(TENANT, ApiKeyScope.READ_ONLY)
                .onBehalfOf("ann")
                .put("/v1/me/presence", "{\"state\":\"busy\"}")
                .expect(403, "key-scope");
        ingress.client()
                .withKey(TENANT, ApiKeyScope.READ_ONLY)
                .get("/v1/presence?users=ann")
                .expect(200);
        ingress.client().get("/v1/presence?users=ann").expect(401);
    }
}
