package dev.parley.wsfanout.signals;

import dev.parley.wsfanout.stream.ConversationKey;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One kind of signal on its way from the log to sockets. On the thread of the signals' tail. */
interface SignalKind {
    /** Takes a record of a topic, whose value is not null. */
    interface Handler {
        /** @throws dev.parley.schemas.serde.UnreadableRecordException not a record of the topic: it is counted and passed over */
        void handle(ConsumerRecord<byte[], byte[]> record);
    }

    /** By topic; each is read from its end. */
    Map<String, Handler> topics();

    /** After each batch and each tick, unless earlier frames still wait for their turn: what came meanwhile is kept and merged. */
    default void flush() {}

    /** Whether something waits for its time, so that it is to be flushed without a batch. */
    default boolean isWaiting() {
        return false;
    }

    /** The size of a group is known now. */
    default void paced(ConversationKey conversation, Pacing pacing) {}
}
