package dev.parley.standalone.system;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testkit.model.MessageSight;
import java.util.TreeMap;

/** A message as REST shows it, for a comparison with {@link SeenOnSocket}. */
final class SeenByRest {
    private SeenByRest() {}

    static MessageSight of(JsonNode message) {
        var reactions = new TreeMap<String, Long>();
        message.path("reactions")
                .forEach(reaction -> reactions.put(
                        reaction.path("emoji").asText(), reaction.path("count").asLong()));
        var pinnedBy = message.at("/pinned/by");
        return new MessageSight(
                message.path("id").asText(),
                message.path("sender").asText(),
                SeenOnSocket.textOf(message),
                message.path("deleted").booleanValue(),
                message.path("version").asLong(),
                pinnedBy.isTextual() ? pinnedBy.asText() : null,
                reactions,
                message.at("/thread/replies").asLong());
    }
}
