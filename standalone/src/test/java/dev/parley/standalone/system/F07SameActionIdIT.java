package dev.parley.standalone.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.standalone.guarantee.Ledger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fault 7: the same action id ten times at once, and ten times again after a restart; after an hour, see the machine's test. */
class F07SameActionIdIT {
    private static final int TIMES = 10;
    private static final Map<String, String> TO_BEN = Map.of("user", "ben");

    @TempDir
    Path temp;

    @Test
    void isOneMessageWithOneAnswerHoweverOftenItComesAndWhereverARestartFalls() throws Exception {
        try (var platform = new TestPlatform(temp.resolve("data"))) {
            platform.start();
            var tenant = platform.tenant("acme");
            var ann = tenant.user("ann");
            tenant.user("ben");
            var before = AtOnce.times(TIMES, () -> say(ann));
            var onSocket = sayOnSocket(ann);

            platform.close();
            platform.start();
            var after = AtOnce.times(TIMES, () -> say(ann.at(platform.address())));
            var onSocketAfter = sayOnSocket(ann.at(platform.address()));

            var answers =
                    Stream.concat(before.stream(), after.stream()).distinct().toList();
            assertEquals(1, answers.size(), "one answer");
            var message = answers.getFirst().expect(201);
            for (var accepted : List.of(onSocket, onSocketAfter)) {
                assertEquals(message.number("seq"), accepted.path("seq").asLong());
                assertEquals(message.text("id"), accepted.path("messageId").asText());
            }
            assertEquals(1, new StoredEvents(platform.parts()).inTopic().size(), "one message");
        }
    }

    private static Reply say(ChatUser ann) {
        return ann.say(TO_BEN, "the-id", "the same");
    }

    private static JsonNode sayOnSocket(ChatUser ann) {
        var follower = new Follower(ann, "phone", new Ledger());
        follower.connect(ann.base());
        try {
            return follower.say(TO_BEN, "the-id", "the same");
        } finally {
            follower.disconnect();
        }
    }
}
