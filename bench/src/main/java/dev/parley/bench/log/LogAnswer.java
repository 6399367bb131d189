package dev.parley.bench.log;

import dev.parley.bench.chat.ChatListener;
import dev.parley.bench.chat.ChatMessage;
import org.apache.kafka.clients.producer.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the log's word for it that a message is accepted. */
final class LogAnswer {
    private static final Logger LOG = LoggerFactory.getLogger(LogAnswer.class);

    private LogAnswer() {}

    /**
     * For one record; what the log did not take has no answer.
     *
     * @param seq that the message has therefore
     */
    static Callback of(ChatMessage message, long seq, ChatListener listener) {
        return (_, failure) -> {
            if (failure == null) {
                listener.accepted(message.id(), seq, System.nanoTime());
            } else {
                LOG.warn("id={} cause={}", message.id(), failure.toString());
            }
        };
    }
}
