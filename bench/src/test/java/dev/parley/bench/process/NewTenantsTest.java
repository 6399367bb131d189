package dev.parley.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NewTenantsTest {
    @Test
    void readsTheKeyOfASingleTenant() {
        assertEquals(Map.of("one", "key-1"), NewTenants.keys(List.of("one"), "key-1\n"));
    }

    @Test
    void readsALineForEachOfSeveral() {
        var keys = NewTenants.keys(List.of("one", "two"), "one key-1\ntwo key-2\n");

        assertEquals(List.of("one", "two"), List.copyOf(keys.keySet()));
        assertEquals("key-2", keys.sequencedValues().getLast());
    }

    @Test
    void isContentWithNothingLessThanAKeyForEach() {
        for (var said : List.of("", "one key-1\n", "key-1\nkey-2\n", "two key-2\none key-1\n")) {
            assertThrows(CannotStartException.class, () -> NewTenants.keys(List.of("one", "two"), said), said);
        }
    }
}
