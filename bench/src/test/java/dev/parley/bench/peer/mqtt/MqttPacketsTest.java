package dev.parley.bench.peer.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class MqttPacketsTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void opensACleanSession() {
        assertEquals("100d00044d515454040200000001" + "61", HEX.formatHex(MqttPackets.connect("a")));
    }

    @Test
    void asksForEachMessageToBeAcknowledged() {
        assertEquals("82080002" + "0003672f74" + "01", HEX.formatHex(MqttPackets.subscribe(2, "g/t")));
        assertEquals("3209" + "0003752f61" + "0102" + "6869", HEX.formatHex(MqttPackets.publish(258, "u/a", "hi")));
        assertEquals("40020102", HEX.formatHex(MqttPackets.puback(258)));
    }

    @Test
    void writesALongLengthSevenBitsAtATime() {
        var packet = MqttPackets.publish(1, "u/a", "x".repeat(193));

        // 7 for topic and id: 200 = 0xC8, 0x01.
        assertEquals("32c801", HEX.formatHex(packet, 0, 3));
    }
}
