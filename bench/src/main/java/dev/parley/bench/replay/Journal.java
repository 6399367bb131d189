package dev.parley.bench.replay;

import dev.parley.client.Outcome;
import dev.parley.client.ReceivedEvent;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The local memory of a run: what was sent, what came of it, what each listener received. A process that is killed loses at
 * most what it had not flushed, which the next one asks for again: sends with the same id, events after the last position
 * written here. Safe for many threads.
 */
final class Journal implements AutoCloseable {
    private final BufferedWriter out;

    private Journal(BufferedWriter out) {
        this.out = out;
    }

    /** What a line says. */
    sealed interface Entry {
        /** What is played: a resumed run must be of the same. */
        record Played(String runId, String file, int days) implements Entry {}

        record Sending(String id) implements Entry {}

        record Accepted(String id, long seq, String messageId) implements Entry {}

        record Refused(String id, String code) implements Entry {}

        /** A listener begins to listen after a seq. */
        record Listening(String listener, long after) implements Entry {}

        /** @param id of the action behind the event, empty where it says none */
        record Received(String listener, long seq, String eventId, String id, boolean isIntact) implements Entry {}
    }

    /** Goes on with the journal of a run, or begins it. A line that was cut off by a kill is cut away. */
    static Journal open(Path file) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        if (Files.exists(file)) {
            cutToWholeLines(file);
        }
        return new Journal(Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    private static void cutToWholeLines(Path file) throws IOException {
        try (var channel = Files.newByteChannel(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var bytes = Files.readAllBytes(file);
            var end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            channel.truncate(end);
        }
    }

    static List<Entry> read(Path file) throws IOException {
        var entries = new ArrayList<Entry>();
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            lines.map(Journal::parse).forEach(entries::add);
        }
        return entries;
    }

    private static Entry parse(String line) {
        var parts = line.split("\t", -1);
        return switch (parts[0]) {
            case "run" -> new Entry.Played(parts[1], parts[2], Integer.parseInt(parts[3]));
            case "s" -> new Entry.Sending(parts[1]);
            case "a" -> new Entry.Accepted(parts[1], Long.parseLong(parts[2]), parts[3]);
            case "r" -> new Entry.Refused(parts[1], parts[2]);
            case "l" -> new Entry.Listening(parts[1], Long.parseLong(parts[2]));
            case "d" ->
                new Entry.Received(parts[1], Long.parseLong(parts[2]), parts[3], parts[4], parts[5].equals("intact"));
            default -> throw new IllegalArgumentException("Not a line of a journal: " + line);
        };
    }

    void played(String runId, String file, int days) {
        write("run", runId, file, Integer.toString(days));
    }

    void sending(String id) {
        write("s", id);
    }

    /** Notes a final outcome. */
    void answered(String id, Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted(var _, var seq, var messageId) -> write("a", id, Long.toString(seq), messageId);
            case Outcome.Refused(var code, var _) -> write("r", id, code);
            // Not final: the sending stands in the journal without an answer.
            case Outcome.Unknown _ -> {}
        }
    }

    void listening(String listener, long after) {
        write("l", listener, Long.toString(after));
    }

    void received(String listener, ReceivedEvent event, boolean isIntact) {
        var id = Objects.requireNonNullElse(event.actionId(), "");
        write("d", listener, Long.toString(event.seq()), event.eventId(), id, isIntact ? "intact" : "altered");
    }

    private synchronized void write(String... parts) {
        try {
            out.write(String.join("\t", parts));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("The journal cannot be written.", e);
        }
    }

    /** What was written so far survives the end of this process. */
    synchronized void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The journal cannot be written.", e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The journal cannot be written.", e);
        }
    }
}
