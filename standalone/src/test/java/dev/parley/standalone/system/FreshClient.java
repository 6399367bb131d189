package dev.parley.standalone.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a client has that begins with a snapshot, and then asks for what it missed until there is nothing more.
 *
 * @param begun conversations of the snapshot, by name
 * @param joined where those begin that the snapshot did not have
 * @param events of each conversation, in the order in which they came
 * @param positions up to where the client has each conversation then
 */
record FreshClient(
        SortedMap<String, JsonNode> begun,
        SortedMap<String, Long> joined,
        Map<String, List<JsonNode>> events,
        SortedMap<String, Long> positions) {
    private static final int LEAST = 10;
    private static final int MOST = 300;
    private static final int MOST_CALLS = 2_000;

    static FreshClient begin(RestClient rest, Random random) {
        var client = new FreshClient(new TreeMap<>(), new TreeMap<>(), new HashMap<>(), new TreeMap<>());
        client.takeSnapshot(rest, 1 + random.nextInt(4));
        client.sync(rest, random);
        return client;
    }

    private void takeSnapshot(RestClient rest, int limit) {
        var cursor = "";
        do {
            var page = rest.get("/v1/sync/snapshot?limit=" + limit + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .expect(200);
            for (var item : page.body().path("items")) {
                var name = item.path("conversation").asText();
                if (begun.put(name, item) != null) {
                    throw new AssertionError(name + " is on two pages");
                }
                positions.put(name, item.path("seq").asLong());
            }
            cursor = page.body().path("next").asText("");
        } while (!cursor.isEmpty() && !cursor.equals("null"));
    }

    private void sync(RestClient rest, Random random) {
        for (var call = 0; call < MOST_CALLS; call++) {
            var body = Map.of("conversations", positions, "limit", LEAST + random.nextInt(MOST));
            var answer = rest.post("/v1/sync", body).expect(200).body();
            if (!answer.path("resync").isEmpty()) {
                throw new AssertionError("positions of a snapshot lead nowhere: " + answer);
            }
            answer.path("events")
                    .forEach(event -> events.computeIfAbsent(
                                    event.path("conversation").asText(), _ -> new ArrayList<>())
                            .add(event));
            var isNew = take(answer);
            if (!isNew && !answer.path("more").asBoolean()) {
                return;
            }
        }
        throw new AssertionError("there is always more");
    }

    private boolean take(JsonNode answer) {
        answer.path("conversations")
                .properties()
                .forEach(position ->
                        positions.put(position.getKey(), position.getValue().asLong()));
        answer.path("new").properties().forEach(begin -> {
            joined.put(begin.getKey(), begin.getValue().asLong());
            positions.put(begin.getKey(), begin.getValue().asLong());
        });
        return !answer.path("new").isEmpty();
    }
}
