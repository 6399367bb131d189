package dev.parley.topologies.former;

import dev.parley.schemas.Accepted;
import dev.parley.schemas.Acknowledged;
import dev.parley.schemas.Outcome;
import dev.parley.schemas.Rejected;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.topics.Topic;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.machine.Decision;
import dev.parley.topologies.machine.Output;
import dev.parley.topologies.memory.ActionIdentity;
import dev.parley.topologies.store.KeyValues;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A partition as version 1 left it, in the resources {@code former/<name>-…}: its input in wire format, written with
 * {@code former/<topic>.avsc}, its state after {@link #SWITCH} actions, and what it decided. Never made anew: that would
 * compare a version with itself.
 */
final class FormerPartition {
    /** So many actions were decided when the state was copied. */
    static final int SWITCH = 500;

    /** In the place of a record's digest. */
    static final String NO_RECORD = "none";

    private static final int DIGITS = 16;

    /** Gives a record the bytes that version 1 would have given it. */
    interface Encoding {
        byte[] of(byte[] present);
    }

    private final String name;
    private final Topic topic;
    private final List<Topic> written;

    /**
     * @param topic of the input; names the schema that it was written with
     * @param written topics in the order in which version 1 first wrote to them: the ids of their schemas are part of the bytes
     */
    FormerPartition(String name, Topic topic, List<Topic> written) {
        this.name = name;
        this.topic = topic;
        this.written = written;
    }

    /** A record of the input. */
    record Timed(byte[] record, long time) {}

    /** The input; the registry must be new, because the schemas get its first ids. */
    List<Timed> input(InMemoryRegistry registry) throws IOException {
        registry.register(topic.name() + "-value", schema());
        for (var each : written) {
            var hasChanged = each.equals(Topics.EVENTS) || each.equals(Topics.USERS);
            registry.register(each.name() + "-value", hasChanged ? schemaOf(each) : each.value());
        }
        var input = new ArrayList<Timed>();
        try (var in = open("-input.bin")) {
            while (in.available() > 0) {
                var time = in.readLong();
                input.add(new Timed(bytes(in), time));
            }
        }
        return input;
    }

    /** Puts what version 1 kept into a state. */
    void restore(KeyValues state) throws IOException {
        try (var in = open("-state.bin")) {
            while (in.available() > 0) {
                state.put(bytes(in), bytes(in));
            }
        }
    }

    /** What version 1 decided, one line for each record of the input. */
    List<String> decisions() throws IOException {
        try (var file = resource("former/" + name + "-decisions.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    Schema schema() throws IOException {
        return schemaOf(topic);
    }

    /** The schema of a topic as version 1 had it. */
    static Schema schemaOf(Topic topic) throws IOException {
        try (var file = resource("former/" + topic.name() + ".avsc")) {
            return new Schema.Parser().parse(file);
        }
    }

    /** A decision in a line: digests of what happened, and the outcome without its text for people, which may improve. */
    static String describe(Decision decision, AvroReader<Outcome> outcomes, Encoding encoding) {
        return decision.outputs().stream()
                .map(output -> output.sink().equals(Output.OUTCOMES)
                        ? describe(outcomes.read(output.bytes()), encoding)
                        : digest(output.bytes(), encoding))
                .collect(Collectors.joining(" "));
    }

    private static String describe(Outcome outcome, Encoding encoding) {
        return switch (outcome.getResult()) {
            case Accepted accepted ->
                "accepted:" + accepted.getFirstSeq() + "-" + accepted.getLastSeq() + ":"
                        + digest(bytesOf(accepted.getRecord()), encoding);
            case Rejected rejected -> "rejected:" + rejected.getCode();
            case Acknowledged acknowledged -> "acknowledged:" + acknowledged.getRevision();
            default -> throw new IllegalStateException("An unknown outcome: " + outcome);
        };
    }

    private static String digest(byte @Nullable [] present, Encoding encoding) {
        return present == null
                ? NO_RECORD
                : HexFormat.of()
                        .formatHex(ActionIdentity.digest(encoding.of(present)))
                        .substring(0, DIGITS);
    }

    private static byte @Nullable [] bytesOf(@Nullable ByteBuffer bytes) {
        if (bytes == null) {
            return null;
        }
        var copy = new byte[bytes.remaining()];
        bytes.get(bytes.position(), copy);
        return copy;
    }

    private DataInputStream open(String part) throws IOException {
        try (var zipped = new GZIPInputStream(resource("former/" + name + part + ".gz"))) {
            return new DataInputStream(new ByteArrayInputStream(zipped.readAllBytes()));
        }
    }

    private static InputStream resource(String path) {
        return Objects.requireNonNull(FormerPartition.class.getResourceAsStream("/" + path), path);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }
}
