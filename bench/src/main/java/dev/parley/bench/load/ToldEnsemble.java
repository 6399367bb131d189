package dev.parley.bench.load;

import dev.parley.client.ledger.Ledger;
import dev.parley.client.ledger.Outcomes;
import dev.parley.bench.process.Companion;
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
record ToldEnsemble(BufferedReader told, PrintStream answers, Path folder, Part part) implements Ensemble {
    @Override
    public long awaitTurn() {
        return Long.parseLong(hear());
    }

    @Override
    public long ready(long head) {
        Companion.answer(answers, Long.toString(head));
        return Long.parseLong(hear());
    }

    @Override
    public void exchange(Ledger ledger) {
        Outcomes.write(ledger, outcomes(part.index()));
        Companion.answer(answers, "sent");
        hear();
        for (var other = 0; other < part.count(); other++) {
            if (other != part.index()) {
                Outcomes.read(outcomes(other), ledger);
            }
        }
    }

    /** Says that the result is written. */
    void done() {
        Companion.answer(answers, "done");
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
