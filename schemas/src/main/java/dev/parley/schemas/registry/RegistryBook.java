package dev.parley.schemas.registry;

import dev.parley.schemas.registry.Registration.Incompatible;
import dev.parley.schemas.registry.Registration.Registered;
import dev.parley.schemas.registry.RegistryEntry.Level;
import dev.parley.schemas.registry.RegistryEntry.Version;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is registered, one wish at a time, each on all that the log holds; an answer is given when the log has shown
 * the decision again. Safe for many threads; reading never waits for a write that is under way.
 */
final class RegistryBook implements AutoCloseable {
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantReadWriteLock view = new ReentrantReadWriteLock();
    private final RegistryLog log;
    private final Subjects subjects = new Subjects();

    private RegistryBook(RegistryLog log) {
        this.log = log;
    }

    /** The book of a log, read to its end. */
    static RegistryBook open(RegistryLog log) {
        var book = new RegistryBook(log);
        book.catchUp();
        return book;
    }

    <T> T read(Function<Subjects, T> question) {
        view.readLock().lock();
        try {
            return question.apply(subjects);
        } finally {
            view.readLock().unlock();
        }
    }

    Registration register(String subject, Schema schema) {
        writing.lock();
        try {
            catchUp();
            var text = schema.toString();
            var known = subjects.find(subject, text);
            if (known.isPresent()) {
                return new Registered(known.get().id());
            }
            var objections = subjects.level(subject).objections(schema, parsed(subjects.versionsOf(subject)));
            if (!objections.isEmpty()) {
                return new Incompatible(objections);
            }
            append(subjects.next(subject, text));
            return new Registered(subjects.find(subject, text).orElseThrow().id());
        } finally {
            writing.unlock();
        }
    }

    void setLevel(@Nullable String subject, Compatibility compatibility) {
        writing.lock();
        try {
            append(new Level(subject, compatibility));
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void close() {
        writing.lock();
        try {
            log.close();
        } finally {
            writing.unlock();
        }
    }

    /** A registered schema; its text was valid when it was accepted. */
    static Schema parsed(Version version) {
        return SchemaText.parse(version.schema()).orElseThrow();
    }

    static List<Schema> parsed(List<Version> versions) {
        return versions.stream().map(RegistryBook::parsed).toList();
    }

    private void append(RegistryEntry entry) {
        log.append(RegistryEntry.write(entry));
        catchUp();
    }

    private void catchUp() {
        log.read(entry -> {
            view.writeLock().lock();
            try {
                subjects.apply(RegistryEntry.read(entry));
            } finally {
                view.writeLock().unlock();
            }
        });
    }
}
