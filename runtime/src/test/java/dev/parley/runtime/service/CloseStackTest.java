package dev.parley.runtime.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloseStackTest {
    private final CloseStack opened = new CloseStack();
    private final List<String> closed = new ArrayList<>();

    @Test
    void closesInReverseOrderAndOnce() {
        opened.push(() -> closed.add("first"));
        opened.push(() -> closed.add("second"));
        opened.close();
        opened.close();
        assertEquals(List.of("second", "first"), closed);
    }
}
