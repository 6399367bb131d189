package dev.parley.bench.load;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.client.ledger.Sent;
import dev.parley.client.run.ResultFile;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What one of several generators found: its report, and the times of each measured message. */
record PartResult(LoadReport report, List<Timed> messages) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * One message, as one generator saw it. Times are in nanoseconds from when it was meant to be sent.
     *
     * @param answeredAfter below 0 = not accepted here
     * @param deliveries sockets of this generator that got it
     * @param deliveredAfter when the last one of them did
     */
    record Timed(String id, long answeredAfter, int deliveries, long deliveredAfter) {
        static Timed of(Sent sent) {
            return new Timed(
                    sent.id(),
                    // An outcome that was heard from another generator has no time of its own.
                    sent.state() == Sent.State.ACCEPTED ? sent.answeredAfter() : -1,
                    sent.deliveries(),
                    sent.deliveredAfter());
        }
    }

    static void write(Path folder, Part part, LoadReport report, List<Timed> messages) throws IOException {
        ResultFile.write(folder.resolve("report-" + part.index() + ".json"), report);
        var file = folder.resolve("messages-" + part.index());
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(messages.size());
            for (var timed : messages) {
                out.writeUTF(timed.id());
                out.writeLong(timed.answeredAfter());
                out.writeInt(timed.deliveries());
                out.writeLong(timed.deliveredAfter());
            }
        }
    }

    static PartResult read(Path folder, int index) throws IOException {
        var report = JSON.readValue(folder.resolve("report-" + index + ".json").toFile(), LoadReport.class);
        var messages = new ArrayList<Timed>();
        var file = folder.resolve("messages-" + index);
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (var left = in.readInt(); left > 0; left--) {
                messages.add(new Timed(in.readUTF(), in.readLong(), in.readInt(), in.readLong()));
            }
        }
        return new PartResult(report, messages);
    }
}
