package dev.parley.schemas.registry;

import dev.parley.schemas.kafka.CompactedTopic.Entry;
import dev.parley.schemas.kafka.LogUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Keeps what was appended, for as many logs as are opened on it; can be told not to answer. */
final class InMemoryRegistryLog {
    private final List<Entry> entries = new ArrayList<>();
    private boolean isDown;

    RegistryLog open() {
        return new Opened();
    }

    synchronized void goDown() {
        isDown = true;
    }

    synchronized void comeBack() {
        isDown = false;
    }

    synchronized int size() {
        return entries.size();
    }

    synchronized void append(Entry entry) {
        if (isDown) {
            throw new LogUnavailableException("The log is down.");
        }
        entries.add(entry);
    }

    private synchronized List<Entry> from(int position) {
        if (isDown) {
            throw new LogUnavailableException("The log is down.");
        }
        return List.copyOf(entries.subList(position, entries.size()));
    }

    private final class Opened implements RegistryLog {
        private int position;

        @Override
        public void read(Consumer<Entry> reader) {
            for (var entry : from(position)) {
                position++;
                reader.accept(entry);
            }
        }

        @Override
        public void append(Entry entry) {
            InMemoryRegistryLog.this.append(entry);
        }

        @Override
        public void close() {}
    }
}
