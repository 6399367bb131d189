package dev.parley.standalone.system;

import dev.parley.schemas.ApiKeyScope;
import dev.parley.standalone.platform.EmbeddedParts;
import dev.parley.standalone.tenant.TenantKeys;
import dev.parley.testkit.Eventually;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A customer with an API key. */
record Tenant(String id, String apiKey, URI base) {
    /** Makes the tenant on a running platform. */
    static Tenant create(String id, EmbeddedParts parts, URI base) {
        var key = TenantKeys.create(parts.kafka().settings(), id, ApiKeyScope.FULL);
        var tenant = new Tenant(id, key, base);
        Eventually.isTrue(
                "the key to be in force",
                Duration.ofSeconds(10),
                () -> tenant.server().get("/v1/users").status() == 200);
        return tenant;
    }

    /** Creates the user and mints a token for it. */
    ChatUser user(String name) {
        server().postUntilKnown("/v1/users", "create-" + ActionRequest.encoded(name), Map.of("id", name, "name", name))
                .expect(201);
        return tokenFor(name);
    }

    ChatUser tokenFor(String name) {
        var token = server().post("/v1/users/" + ActionRequest.encoded(name) + "/tokens", Map.of("ttlSeconds", 3600))
                .expect(201);
        return new ChatUser(id, name, token.text("token"), base);
    }

    /** A public group of all these users, the first of whom owns it. */
    void group(String name, List<ChatUser> members) {
        var owner = members.getFirst();
        owner.rest()
                .postUntilKnown("/v1/groups", "create-" + name, Map.of("id", name, "name", name, "access", "public"))
                .expect(201);
        members.stream()
                .skip(1)
                .forEach(member -> member.rest()
                        .post("/v1/groups/" + name + "/join", Map.of())
                        .expect(201));
    }

    RestClient server() {
        return RestClient.withApiKey(base, apiKey);
    }
}
