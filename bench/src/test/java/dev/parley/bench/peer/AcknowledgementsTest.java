package dev.parley.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcknowledgementsTest {
    private final Acknowledgements acknowledgements = new Acknowledgements();
    private final List<String> told = new ArrayList<>();

    @Test
    void tellsEachIdOnceThatTheServerHasHandled() {
        acknowledgements.sent("");
        acknowledgements.sent("a");
        acknowledgements.sent("b");
        acknowledgements.sent("c");

        acknowledgements.handled(2, told::add);
        assertEquals(List.of("a"), told);
        acknowledgements.handled(2, told::add);
        acknowledgements.handled(4, told::add);
        assertEquals(List.of("a", "b", "c"), told);
    }

    @Test
    void tellsNothingThatWasNotSent() {
        acknowledgements.handled(7, told::add);

        assertEquals(List.of(), told);
    }
}
