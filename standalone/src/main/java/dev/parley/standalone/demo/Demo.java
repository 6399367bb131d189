package dev.parley.standalone.demo;

import dev.parley.standalone.data.SettingsFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The demo tenant: some users who have talked to each other, an API key and a token.
 *
 * @param url of the platform
 * @param apiKey of the tenant {@code demo}, the same after each start
 * @param token acts as alice; a new one at each start
 * @param nextSeq expected seq of the next message from alice to bob
 */
public record Demo(URI url, String apiKey, String token, long nextSeq) {
    /** The id of the demo tenant. */
    public static final String TENANT = "demo";

    private static final String SPEAKER = "alice";
    private static final String LISTENER = "bob";
    private static final String CONVERSATION = "d:" + SPEAKER + ":" + LISTENER;
    private static final int TOKEN_SECONDS = 24 * 60 * 60;

    /**
     * Creates the users through the public API if needed, and mints the token.
     *
     * @param isFirst whether no demo was prepared on this data before; then the users have written to each other
     */
    public static Demo prepare(URI url, String apiKey, boolean isFirst) {
        try (var api = new DemoApi(url, apiKey)) {
            DemoUsers.create(api);
            // Of what was written a moment ago, the store may not know yet.
            var head = isFirst ? new DemoChat(api).playDirects().getOrDefault(CONVERSATION, 0L) : headSeq(api);
            var token = api.post(
                            "/v1/users/" + SPEAKER + "/tokens",
                            UUID.randomUUID().toString(),
                            Map.of("device", "demo", "ttlSeconds", TOKEN_SECONDS))
                    .expect(201);
            return new Demo(url, apiKey, token.body().path("token").asText(), head + 1);
        }
    }

    /** Groups and what was said in them. Takes a second, which the start does not wait for. */
    public void playGroups() {
        try (var api = new DemoApi(url, apiKey)) {
            new DemoChat(api).playGroups();
        }
    }

    /** For scripts: {@code . demo.env}. Readable by its owner only. */
    public void write(Path file) {
        SettingsFile.write(file, Map.of("PARLEY_URL", url.toString(), "PARLEY_API_KEY", apiKey, "PARLEY_TOKEN", token));
    }

    /** Two complete shell commands: one posts a message, one reads it back. */
    public List<String> curlLines() {
        var authorization = "-H 'Authorization: Bearer " + token + "'";
        return List.of(
                "curl -s " + authorization + " -H 'Content-Type: application/json' -d '{\"receiver\":{\"user\":\""
                        + LISTENER + "\"},\"text\":\"Hello, Bob\"}' " + url + "/v1/messages",
                "curl -s " + authorization + " '" + url + "/v1/conversations/" + CONVERSATION + "/messages?atLeastSeq="
                        + nextSeq + "'");
    }

    private static long headSeq(DemoApi api) {
        var conversation = api.getAs(SPEAKER, "/v1/conversations/" + CONVERSATION);
        return conversation.code().equals("conversation-not-found")
                ? 0
                : conversation.expect(200).body().path("seq").asLong();
    }
}
