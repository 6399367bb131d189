package dev.parley.readmodel.write;

import dev.parley.schemas.Attachment;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A column's name and how its value is read from a row. */
public sealed interface Column<R> {
    String name();

    /** Text, or null. */
    record Text<R>(String name, Function<R, @Nullable String> value) implements Column<R> {}

    /** A list of texts, or null; in SQL a JSON array. */
    record Texts<R>(String name, Function<R, @Nullable List<String>> value) implements Column<R> {}

    /** Files of a message, or null; in SQL a JSON array. */
    record Files<R>(String name, Function<R, @Nullable List<Attachment>> value) implements Column<R> {}

    /** A whole number, or null. */
    record Numeric<R>(String name, Function<R, @Nullable Long> value) implements Column<R> {}

    /** True or false. */
    record Flag<R>(String name, Predicate<R> value) implements Column<R> {}

    /** Bytes. */
    record Bytes<R>(String name, Function<R, byte[]> value) implements Column<R> {}

    static <R> Column<R> text(String name, Function<R, @Nullable String> value) {
        return new Text<>(name, value);
    }

    static <R> Column<R> texts(String name, Function<R, @Nullable List<String>> value) {
        return new Texts<>(name, value);
    }

    static <R> Column<R> files(String name, Function<R, @Nullable List<Attachment>> value) {
        return new Files<>(name, value);
    }

    static <R> Numeric<R> number(String name, Function<R, @Nullable Long> value) {
        return new Numeric<>(name, value);
    }

    /** A time, or null; in SQL milliseconds since 1970, UTC. */
    static <R> Numeric<R> time(String name, Function<R, @Nullable Instant> value) {
        return new Numeric<>(name, row -> {
            var at = value.apply(row);
            return at == null ? null : at.toEpochMilli();
        });
    }

    static <R> Column<R> flag(String name, Predicate<R> value) {
        return new Flag<>(name, value);
    }

    static <R> Column<R> bytes(String name, Function<R, byte[]> value) {
        return new Bytes<>(name, value);
    }
}
