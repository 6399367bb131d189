package dev.parley.bench.peer;

import dev.parley.bench.chat.ChatMessage;
import dev.parley.bench.chat.Conversations;
import dev.parley.bench.chat.Delivery;
import dev.parley.client.MessageReceiver;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A message as it travels through a peer that knows payloads only: who says it, its id and group, each on a line, then the text. */
public final class Envelope {
    private Envelope() {}

    public static String of(String actor, ChatMessage message) {
        var group = message.receiver() instanceof MessageReceiver.Group(var id) ? id : "";
        return actor + '\n' + message.id() + '\n' + group + '\n' + message.text();
    }

    public static @Nullable Delivery open(byte[] bytes, int offset, int length, String user) {
        return open(new String(bytes, offset, length, StandardCharsets.UTF_8), user);
    }

    /**
     * What reached a user.
     *
     * @return null where it is no envelope
     */
    public static @Nullable Delivery open(String payload, String user) {
        var actorEnd = payload.indexOf('\n');
        var idEnd = payload.indexOf('\n', actorEnd + 1);
        var groupEnd = payload.indexOf('\n', idEnd + 1);
        if (actorEnd < 0 || idEnd < 0 || groupEnd < 0) {
            return null;
        }
        var actor = payload.substring(0, actorEnd);
        var group = payload.substring(idEnd + 1, groupEnd);
        return Delivery.unnumbered(
                group.isEmpty() ? Conversations.direct(actor, user) : Conversations.group(group),
                actor,
                payload.substring(actorEnd + 1, idEnd),
                payload.substring(groupEnd + 1));
    }
}
