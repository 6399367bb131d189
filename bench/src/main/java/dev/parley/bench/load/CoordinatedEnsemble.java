package dev.parley.bench.load;

import dev.parley.bench.process.ChildProcess;
import dev.parley.client.ledger.Ledger;
import dev.parley.client.ledger.OutcomeFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * One of several generators, which hears from {@link Generators} line by line when to go on.
 *
 * @param told by the one that started this
 * @param folder where it leaves what the others must know
 */
record CoordinatedEnsemble(BufferedReader told, PrintStream answers, Path folder, Part part) implements Ensemble {
    @Override
    public long awaitTurn() {
        return Long.parseLong(hear());
    }

    @Override
    public long ready(long head) {
        ChildProcess.answer(answers, Long.toString(head));
        return Long.parseLong(hear());
    }

    @Override
    public void exchange(Ledger ledger) {
        OutcomeFile.write(ledger, outcomes(part.index()));
        ChildProcess.answer(answers, "sent");
        hear();
        for (var other = 0; other < part.count(); other++) {
            if (other != part.index()) {
                OutcomeFile.read(outcomes(other), ledger);
            }
        }
    }

    /** Says that the result is written. */
    void done() {
        ChildProcess.answer(answers, "done");
    }

    private Path outcomes(int index) {
        return folder.resolve("outcomes-" + index);
    }

    private String hear() {
        try {
            var line = told.readLine();
            if (line == null) {
                throw new IllegalStateException("The process that started this one has ended.");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException("The process that started this one cannot be heard.", e);
        }
    }
}
