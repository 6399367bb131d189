package dev.parley.wsfanout;

import dev.parley.runtime.kafka.LogTail;
import dev.parley.runtime.kafka.LogTail.From;
import dev.parley.schemas.topics.Topics;
import dev.parley.wsfanout.stream.EventFeed;
import dev.parley.wsfanout.stream.EventRecord;
import java.util.function.Consumer;

/** Events from the end of the topic {@code events} on. */
record LogEventFeed(LogTail tail) implements EventFeed {
    private static final String TOPIC = Topics.EVENTS.name();

    @Override
    public void onEach(Consumer<EventRecord> receiver) {
        tail.follow(
                TOPIC,
                From.END,
                record -> receiver.accept(new EventRecord(record.partition(), record.offset(), record.value())));
    }

    @Override
    public void pause() {
        tail.pause(TOPIC);
    }

    @Override
    public void resume() {
        tail.resume(TOPIC);
    }
}
