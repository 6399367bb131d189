package dev.parley.wsfanout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
        var type = FrameContract.COMPONENTS.path("schemas").path(name).at("/properties/type/const");
        assertEquals(type.textValue(), message.path("name").textValue());
        assertFalse(message.path("examples").isEmpty());
        for (var example : message.path("examples")) {
            FrameContract.check(name, example.path("payload"));
        }
    }

    /** The two frames of one type, which are one kind of thing to a client. */
    @Test
    void onlyTheClientsSideOfATypeHasAnotherName() {
        for (var name : messages().toList()) {
            var message = FrameContract.COMPONENTS.path("messages").path(name);
            var isClients = message.path("x-direction").textValue().equals("client");
            var type = message.path("name").textValue();
            assertTrue(name.equals(type) || (isClients && name.equals("client." + type)), name);
        }
    }

    @Test
    void refusesAFieldThatIsNotInTheContract() {
        var pong = JsonNodeFactory.instance.objectNode().put("type", "pong").put("extra", 1);
        assertThrows(AssertionError.class, () -> FrameContract.check(pong));
    }
}
