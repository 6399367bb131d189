package dev.parley.operator.command;

import dev.parley.runtime.kafka.KafkaSettings;
import dev.parley.schemas.kafka.Replies;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;

/** Kafka's admin client, with answers that are waited for a limited time. Blocks. */
public record KafkaAdmin(Admin client) implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final int API_MS = 15_000;
    private static final int REQUEST_MS = 10_000;

    public static KafkaAdmin open(KafkaSettings kafka) {
        var settings = new HashMap<>(kafka.common());
        settings.put("client.id", "parley-operator");
        settings.put("default.api.timeout.ms", API_MS);
        settings.put("request.timeout.ms", REQUEST_MS);
        return new KafkaAdmin(Admin.create(settings));
    }

    /**
     * The answer.
     *
     * @param question what was asked, for the message: "Kafka did not …"
     * @throws dev.parley.schemas.kafka.LogUnavailableException there was none, or it was a failure
     */
    public <T> T await(Future<T> answer, String question) {
        return Replies.await(answer, ANSWER, question);
    }

    @Override
    public void close() {
        client.close(Duration.ofSeconds(5));
    }
}
