package dev.parley.wsfanout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrameContractTest {
    static Stream<String> messages() {
        return FrameContract.COMPONENTS.path("messages").properties().stream().map(Map.Entry::getKey);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void hasAnExampleThatMatches(String name) {
        var message = FrameContract.COMPONENTS.path("messages").path(name);
        assertEquals("#/components/schemas/" + name, message.at("/payload/$ref").textValue());
        var example = message.at("/examples/0/payload");
        assertEquals(name, example.path("type").textValue());
        FrameContract.check(example);
    }

    @Test
    void refusesAFieldThatIsNotInTheContract() {
        var pong = JsonNodeFactory.instance.objectNode().put("type", "pong").put("extra", 1);
        assertThrows(AssertionError.class, () -> FrameContract.check(pong));
    }
}
