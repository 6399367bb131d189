package dev.parley.runtime.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** However many tenants there are, there are as many series as an operator can bear. */
final class FirstValuesTest {
    private final FirstValues values = new FirstValues();

    @Test
    void keepsTheFirstHundredAndCallsTheRestOther() {
        var names = IntStream.range(0, 1_000)
                .mapToObj(i -> values.of("tenant-" + i))
                .distinct()
                .toList();
        assertEquals(FirstValues.MOST + 1, names.size());
        assertEquals("tenant-0", names.getFirst());
        assertEquals(FirstValues.OTHER, names.getLast());
    }

    @Test
    void namesAValueTheSameWayForEver() {
        IntStream.range(0, FirstValues.MOST + 1).forEach(i -> values.of("tenant-" + i));
        assertEquals("tenant-7", values.of("tenant-7"));
        assertEquals(FirstValues.OTHER, values.of("tenant-" + FirstValues.MOST));
    }
}
