package dev.parley.readmodel.sql;

import dev.parley.readmodel.sql.SqlReader.RowReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A statement whose parts and parameters are put together in the same order. Bounds of ranges are parameters, never columns of another
 * table: only then does a store read the range alone, and not all rows of its conversation.
 */
final class Query {
    private final StringBuilder text = new StringBuilder();
    private final List<@Nullable Object> parameters = new ArrayList<>();

    Query add(String part, @Nullable Object... values) {
        text.append(part);
        parameters.addAll(Arrays.asList(values));
        return this;
    }

    /** {@code IN (…)}; there is at least one value. */
    Query in(Collection<?> values) {
        text.append(" IN (")
                .append(String.join(",", Collections.nCopies(values.size(), "?")))
                .append(')');
        parameters.addAll(values);
        return this;
    }

    /** {@code (a OR b OR …)}, the same condition with the values of each; there is at least one. */
    <T> Query anyOf(Collection<T> alternatives, String condition, Function<T, List<Object>> values) {
        text.append(
                alternatives.stream().map(_ -> "(" + condition + ")").collect(Collectors.joining(" OR ", "(", ")")));
        alternatives.forEach(alternative -> parameters.addAll(values.apply(alternative)));
        return this;
    }

    <T> List<T> list(SqlReader reader, RowReader<T> row) {
        return reader.list(text.toString(), row, parameters.toArray());
    }
}
