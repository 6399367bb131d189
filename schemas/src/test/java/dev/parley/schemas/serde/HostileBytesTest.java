package dev.parley.schemas.serde;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import dev.parley.schemas.Tenant;
import dev.parley.schemas.User;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.registry.RegistryUnavailableException;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.topics.Topic;
import dev.parley.schemas.topics.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that are no record are a case for the dead letters: one exception, and no memory for what they claim to hold. */
final class HostileBytesTest {
    private static final long SEED = 7_061_123;
    private static final long MOST_MEMORY = 4 * 1024 * 1024;
    private static final byte[] HEADER = {0, 0, 0, 0, 1};

    private final SchemaRegistry registry = new InMemoryRegistry();

    /** Writes what comes after the header. */
    private interface Body {
        void write(BinaryEncoder encoder) throws IOException;
    }

    static Stream<Topic> topics() {
        return Topics.ALL.stream();
    }

    static Stream<Arguments> noWireFormat() {
        return Stream.of(
                arguments("null", null),
                arguments("empty", new byte[0]),
                arguments("a header cut short", new byte[] {0, 0, 0, 1}),
                arguments("another magic byte", new byte[] {1, 0, 0, 0, 1, 0}),
                arguments("JSON", "{\"tenant\":\"a\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                arguments("nothing but a header", HEADER),
                arguments("an unknown id", new byte[] {0, 0, 0, 0, 99, 0}),
                arguments("id 0", new byte[] {0, 0, 0, 0, 0, 0}),
                arguments("a negative id", new byte[] {0, -1, -1, -1, -1, 0}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void noWireFormat(String what, byte @Nullable [] bytes) {
        for (var topic : Topics.ALL) {
            var registryOfOne = new InMemoryRegistry();
            registryOfOne.register("x", topic.value());
            var reader = new AvroReader<SpecificRecord>(registryOfOne, topic.value());
            assertThrows(UnreadableRecordException.class, () -> reader.read(bytes), what + " as " + topic.name());
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void refusesEveryRecordThatIsCutShortOrTooLong(Topic topic) throws IOException {
        var reader = new AvroReader<SpecificRecord>(registry, topic.value());
        for (var bytes : RandomRecords.of(topic, registry, 10, SEED)) {
            for (var length = 0; length < bytes.length; length++) {
                var cut = Arrays.copyOf(bytes, length);
                assertThrows(UnreadableRecordException.class, () -> reader.read(cut), "seed " + SEED);
            }
            var tooLong = Arrays.copyOf(bytes, bytes.length + 1);
            assertThrows(UnreadableRecordException.class, () -> reader.read(tooLong), "seed " + SEED);
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void throwsNothingElseWhateverTheBytes(Topic topic) throws IOException {
        var random = new Random(SEED);
        var reader = new AvroReader<SpecificRecord>(registry, topic.value());
        var records = RandomRecords.of(topic, registry, 20, SEED);
        for (var i = 0; i < 20_000; i++) {
            var bytes = records.get(i % records.size()).clone();
            for (var flips = random.nextInt(1, 4); flips > 0; flips--) {
                bytes[random.nextInt(5, bytes.length)] = (byte) random.nextInt();
            }
            var before = allocated();
            try {
                reader.read(bytes);
            } catch (UnreadableRecordException expected) {
                assertTrue(expected.getMessage() != null, "seed " + SEED);
            }
            assertTrue(allocated() - before < MOST_MEMORY, "record " + i + " of seed " + SEED);
        }
    }

    static Stream<Arguments> hugeClaims() {
        return Stream.of(1L << 20, Integer.MAX_VALUE - 9L, Integer.MAX_VALUE - 8L, 1L << 31, 1L << 40, Long.MAX_VALUE)
                .flatMap(size -> Stream.of(
                        arguments("a string of " + size, Tenant.getClassSchema(), bytes(out -> out.writeLong(size))),
                        arguments("bytes of " + size, Tenant.getClassSchema(), bytes(out -> {
                            name(out);
                            out.writeLong(1);
                            out.writeString("key");
                            out.writeLong(size);
                        })),
                        arguments("an array of " + size, Tenant.getClassSchema(), bytes(out -> {
                            name(out);
                            out.writeLong(size);
                        })),
                        arguments("an array block of -" + size, Tenant.getClassSchema(), bytes(out -> {
                            name(out);
                            out.writeLong(-size);
                            out.writeLong(size);
                        })),
                        arguments("a map of " + size, Tenant.getClassSchema(), bytes(out -> {
                            name(out);
                            out.writeLong(0);
                            out.writeLong(size);
                        })),
                        arguments("an array of " + size + " strings", User.getClassSchema(), bytes(out -> {
                            name(out);
                            out.writeString("name");
                            out.writeLong(0);
                            out.writeString("role");
                            out.writeLong(size);
                        })),
                        arguments("a union branch " + size, User.getClassSchema(), bytes(out -> {
                            name(out);
                            out.writeString("name");
                            out.writeLong(size);
                        }))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void hugeClaims(String what, Schema schema, byte[] bytes) {
        var registryOfOne = new InMemoryRegistry();
        registryOfOne.register("x", schema);
        var reader = new AvroReader<SpecificRecord>(registryOfOne, schema);
        var before = allocated();
        assertThrows(UnreadableRecordException.class, () -> reader.read(bytes), what);
        assertTrue(allocated() - before < MOST_MEMORY, what + " took " + (allocated() - before) + " bytes");
    }

    @Test
    void isNoCaseForTheDeadLettersWhileTheRegistryIsSilent() {
        var silent = new SchemaRegistry() {
            @Override
            public int register(String subject, Schema schema) {
                throw new RegistryUnavailableException("silent");
            }

            @Override
            public Schema byId(int id) {
                throw new RegistryUnavailableException("silent");
            }
        };
        var reader = new AvroReader<User>(silent, User.getClassSchema());
        assertThrows(RegistryUnavailableException.class, () -> reader.read(HEADER));
    }

    private static void name(BinaryEncoder encoder) throws IOException {
        encoder.writeString("a");
        encoder.writeString("b");
    }

    private static byte[] bytes(Body body) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(HEADER);
        try {
            var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            body.write(encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
