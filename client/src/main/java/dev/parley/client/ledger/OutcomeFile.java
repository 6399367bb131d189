package dev.parley.client.ledger;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What became of the ids of one ledger, for another one whose readers hear of them. */
public final class OutcomeFile {
    private OutcomeFile() {}

    /** Writes every id whose outcome is known. */
    public static void write(Ledger ledger, Path file) {
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            for (var sent : ledger.sent()) {
                if (sent.state() != Sent.State.UNANSWERED) {
                    out.writeUTF(sent.id());
                    out.writeUTF(sent.conversation());
                    out.writeBoolean(sent.state() == Sent.State.ACCEPTED);
                    out.writeLong(sent.seq());
                    out.writeUTF(sent.code());
                }
            }
            out.writeUTF("");
        } catch (IOException e) {
            throw new UncheckedIOException("Outcomes cannot be written to " + file + ".", e);
        }
    }

    /**
     * Notes the outcomes of ids of conversations that have a reader in this ledger. An id that was not noted before is no message: it
     * set the conversation up.
     */
    public static void read(Path file, Ledger ledger) {
        var read = ledger.conversations();
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (var id = in.readUTF(); !id.isEmpty(); id = in.readUTF()) {
                var heard = new Heard(id, in.readUTF(), in.readBoolean(), in.readLong(), in.readUTF());
                if (read.contains(heard.conversation())) {
                    heard.noteIn(ledger);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Outcomes cannot be read from " + file + ".", e);
        }
    }

    private record Heard(String id, String conversation, boolean isAccepted, long seq, String code) {
        void noteIn(Ledger ledger) {
            var sent = ledger.sending(id, conversation, null, 0);
            if (isAccepted) {
                sent.accepted(seq, System.nanoTime());
            } else {
                sent.refused(code);
            }
        }
    }
}
