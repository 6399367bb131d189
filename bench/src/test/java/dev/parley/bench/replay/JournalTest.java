package dev.parley.bench.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.client.EventDetails;
import dev.parley.client.Outcome;
import dev.parley.client.ReceivedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void tellsTheNextProcessWhatIsKnown() throws IOException {
        var file = folder.resolve("runs").resolve("r.journal");
        try (var journal = Journal.open(file)) {
            journal.played("r", "days.gz", 3);
            journal.listening("listener-1", 4);
            journal.sending("r-d-1");
            journal.answered("r-d-1", new Outcome.Accepted("g:r", 5, "m5"));
            journal.answered("r-d-2", new Outcome.Refused("text-blank", "Say something."));
            journal.answered("r-d-3", new Outcome.Unknown("503", Duration.ZERO));
            journal.received(
                    "listener-1",
                    new ReceivedEvent("g:r", 5, "e5", "message.created", "ann", "r-d-1", "m5", "hi", EventDetails.NONE),
                    true);
            journal.received(
                    "listener-1",
                    new ReceivedEvent("g:r", 6, "e6", "member.left", null, null, null, null, EventDetails.NONE),
                    true);
        }

        assertEquals(
                List.of(
                        new Journal.Entry.Played("r", "days.gz", 3),
                        new Journal.Entry.Listening("listener-1", 4),
                        new Journal.Entry.Sending("r-d-1"),
                        new Journal.Entry.Accepted("r-d-1", 5, "m5"),
                        new Journal.Entry.Refused("r-d-2", "text-blank"),
                        new Journal.Entry.Received("listener-1", 5, "e5", "r-d-1", true),
                        new Journal.Entry.Received("listener-1", 6, "e6", "", true)),
                Journal.read(file));
    }

    @Test
    void cutsAwayALineThatAKillCutOff() throws IOException {
        var file = folder.resolve("cut.journal");
        try (var journal = Journal.open(file)) {
            journal.sending("r-d-1");
        }
        Files.writeString(file, "a\tr-d-1\t5", StandardOpenOption.APPEND);

        try (var journal = Journal.open(file)) {
            journal.sending("r-d-2");
        }

        assertEquals(
                List.of(new Journal.Entry.Sending("r-d-1"), new Journal.Entry.Sending("r-d-2")), Journal.read(file));
    }
}
