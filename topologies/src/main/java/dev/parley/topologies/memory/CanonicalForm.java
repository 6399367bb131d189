package dev.parley.topologies.memory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Avro values as bytes that do not depend on the version of the schema: of a record its name and those fields that differ
 * from their default, by name; of an enum its symbol. A new optional field therefore changes nothing. To give an existing
 * field another default changes the form of every record without it, so defaults are kept. One thread.
 */
final class CanonicalForm {
    private static final int INITIAL_BYTES = 1024;
    private static final byte NULL = 0;
    private static final byte TEXT = 1;
    private static final byte RECORD = 2;
    private static final byte LIST = 3;
    private static final byte MAP = 4;
    private static final byte BINARY = 5;
    private static final byte INTEGER = 6;
    private static final byte BOOLEAN = 7;
    private static final byte DECIMAL = 8;
    // No field begins with it: its first byte is the highest of the length of its name.
    private static final byte END_OF_RECORD = -1;

    private final IdentityHashMap<Schema, RecordPlan> plans = new IdentityHashMap<>();
    private byte[] buffer = new byte[INITIAL_BYTES];
    private int length;

    /** How records of one schema are written. */
    private record RecordPlan(byte[] name, FieldPlan[] fields) {}

    /**
     * How a field is written.
     *
     * @param unset the default's canonical form; null where there is none
     * @param isNullable whether the default is null
     */
    private record FieldPlan(int position, byte[] name, byte @Nullable [] unset, boolean isNullable) {}

    /** Appends a value. */
    void write(@Nullable Object value) {
        switch (value) {
            case null -> put(NULL);
            case CharSequence text -> writeText(text.toString());
            case IndexedRecord written -> writeRecord(written);
            case GenericEnumSymbol<?> symbol -> writeText(symbol.toString());
            case List<?> items -> writeList(items);
            case Map<?, ?> entries -> writeMap(entries);
            case ByteBuffer bytes -> writeBinary(bytes);
            case GenericFixed fixed -> writeBinary(ByteBuffer.wrap(fixed.bytes()));
            case Instant at -> writeNumber(INTEGER, at.toEpochMilli());
            case Boolean is -> {
                put(BOOLEAN);
                put((byte) (is ? 1 : 0));
            }
            case Double number -> writeNumber(DECIMAL, Double.doubleToLongBits(number));
            case Float number -> writeNumber(DECIMAL, Double.doubleToLongBits(number));
            case Number number -> writeNumber(INTEGER, number.longValue());
            default -> throw new IllegalArgumentException("No canonical form for " + value.getClass());
        }
    }

    /** Hands over what was written, and begins again. */
    void updateAndClear(MessageDigest digest) {
        digest.update(buffer, 0, length);
        length = 0;
    }

    private void writeRecord(IndexedRecord written) {
        var plan = planOf(written.getSchema());
        put(RECORD);
        put(plan.name);
        for (var field : plan.fields) {
            var value = written.get(field.position);
            if (value != null || !field.isNullable) {
                writeField(field, value);
            }
        }
        put(END_OF_RECORD);
    }

    private void writeField(FieldPlan field, @Nullable Object value) {
        var before = length;
        put(field.name);
        var begin = length;
        write(value);
        var unset = field.unset;
        if (unset != null && Arrays.equals(buffer, begin, length, unset, 0, unset.length)) {
            length = before;
        }
    }

    private void writeText(String text) {
        put(TEXT);
        put(sized(text));
    }

    private void writeList(List<?> items) {
        put(LIST);
        putInt(items.size());
        items.forEach(this::write);
    }

    private void writeMap(Map<?, ?> entries) {
        put(MAP);
        putInt(entries.size());
        entries.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
                .forEach(entry -> {
                    put(sized(entry.getKey().toString()));
                    write(entry.getValue());
                });
    }

    private void writeBinary(ByteBuffer bytes) {
        put(BINARY);
        var size = bytes.remaining();
        putInt(size);
        reserve(size);
        bytes.get(bytes.position(), buffer, length, size);
        length += size;
    }

    private void writeNumber(byte kind, long number) {
        put(kind);
        putInt((int) (number >>> Integer.SIZE));
        putInt((int) number);
    }

    private RecordPlan planOf(Schema schema) {
        var known = plans.get(schema);
        if (known == null) {
            var fields = schema.getFields().stream()
                    .sorted(Comparator.comparing(Schema.Field::name))
                    .map(this::planOf)
                    .toArray(FieldPlan[]::new);
            known = new RecordPlan(sized(schema.getFullName()), fields);
            plans.put(schema, known);
        }
        return known;
    }

    private FieldPlan planOf(Schema.Field field) {
        var name = sized(field.name());
        if (!field.hasDefaultValue()) {
            return new FieldPlan(field.pos(), name, null, false);
        }
        var begin = length;
        write(GenericData.get().getDefaultValue(field));
        var unset = Arrays.copyOfRange(buffer, begin, length);
        length = begin;
        return new FieldPlan(field.pos(), name, unset, unset[0] == NULL);
    }

    /** UTF-8 behind its length. */
    private static byte[] sized(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    private void putInt(int number) {
        reserve(Integer.BYTES);
        ByteBuffer.wrap(buffer).putInt(length, number);
        length += Integer.BYTES;
    }

    private void put(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    private void put(byte one) {
        reserve(1);
        buffer[length++] = one;
    }

    private void reserve(int more) {
        if (length + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + more));
        }
    }
}
