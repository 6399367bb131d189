package dev.parley.wsfanout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which web pages may open sockets. */
class OriginTest {
    private static final String OURS = "https://chat.example.com";

    private RunningNode node = RunningNode.start();

    private void restrictNode(String origins) {
        node.close();
        node = RunningNode.with(RunningNode.Sockets.with(Map.of("PARLEY_SOCKET_ORIGINS", origins)));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private void expect(int status, String tenant, String... origins) {
        var token = "Authorization: Bearer " + node.token(tenant, "ann");
        var headers = Stream.concat(Stream.of(token), Stream.of(origins).map(origin -> "Origin: " + origin));
        try (var socket = TestSocket.request(node.front.port(), "/v1/socket", headers.toArray(String[]::new))) {
            assertEquals(status, socket.status(), socket.head());
            if (status == 403) {
                assertEquals("origin-not-allowed", socket.body().path("code").textValue());
            }
        }
    }

    @Test
    void takesAnyPageWhereNoListIsSet() {
        expect(101, RunningNode.TENANT, "https://anywhere.example");
    }

    @Test
    void takesThePagesOfTheTenantsList() {
        node.users.putSetting(RunningNode.TENANT, "socket-origins", "http://localhost:3000, " + OURS);
        for (var allowed : List.of(OURS, "HTTPS://Chat.Example.com", OURS + ":443", "http://localhost:3000")) {
            expect(101, RunningNode.TENANT, allowed);
        }
        for (var foreign : List.of(
                "http://chat.example.com",
                OURS + ":8443",
                "https://chat.example.com.evil.example",
                "https://evil.example/?" + OURS,
                "http://localhost",
                "null",
                "*",
                OURS + ", " + OURS)) {
            expect(403, RunningNode.TENANT, foreign);
        }
        expect(403, RunningNode.TENANT, OURS, "https://evil.example");
    }

    @Test
    void takesWhatIsNoBrowser() {
        node.users.putSetting(RunningNode.TENANT, "socket-origins", OURS);
        expect(101, RunningNode.TENANT);
    }

    @Test
    void isNotAskedForAnotherTenantsList() {
        node.users.putSetting(RunningNode.OTHER_TENANT, "socket-origins", OURS);
        expect(101, RunningNode.TENANT, "https://anywhere.example");
    }

    @Test
    void takesThePagesOfTheNodesListThatTheTenantsListHasToo() {
        restrictNode(OURS + ",https://other.example");
        expect(101, RunningNode.TENANT, OURS);
        expect(403, RunningNode.TENANT, "https://anywhere.example");
        node.users.putSetting(RunningNode.TENANT, "socket-origins", OURS);
        expect(101, RunningNode.TENANT, OURS);
        expect(403, RunningNode.TENANT, "https://other.example");
    }

    @Test
    void anUnusableListAllowsNoPage() {
        node.users.putSetting(RunningNode.TENANT, "socket-origins", "not an origin");
        expect(403, RunningNode.TENANT, OURS);
    }

    @Test
    void tellsAStrangerNothingOfATenantsList() {
        node.users.putSetting(RunningNode.TENANT, "socket-origins", OURS);
        try (var socket = TestSocket.request(
                node.front.port(), "/v1/socket", "Origin: https://evil.example", "Authorization: Bearer nonsense")) {
            assertEquals(401, socket.status());
        }
    }
}
