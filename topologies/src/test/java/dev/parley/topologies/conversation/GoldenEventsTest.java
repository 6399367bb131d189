package dev.parley.topologies.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.schemas.Action;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.LeaveGroup;
import dev.parley.schemas.Tick;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.serde.AvroWriter;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.machine.Output;
import dev.parley.topologies.store.InMemoryKeyValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Two versions of the code on one input: what the first version of the conversation topology made of some thousand actions, by
 * the ids of its events, which are digests of their content. A change here changes events that were published.
 */
class GoldenEventsTest {
    private static final int ACTIONS = 2_000;
    private static final int ID_BYTES = 16;
    private static final List<GroupAccess> ACCESS = List.of(GroupAccess.PUBLIC, GroupAccess.PASSWORD);

    private final Random random = new Random(20_261_126);

    @Test
    void makesTheEventsThatTheFirstVersionMade() throws IOException {
        var machine = Chat.machine(new InMemoryKeyValues(), new InMemoryRegistry());
        var ids = new ArrayList<String>();
        var time = Chat.BEGIN;
        for (var i = 0; i < ACTIONS; i++) {
            time += random.nextInt(10) == 0 ? -random.nextInt(300_000) : random.nextInt(180_000);
            machine.apply(action(), time).outputs().stream()
                    .filter(output -> output.sink().equals(Output.sinkOf(Topics.EVENTS)))
                    .forEach(output -> ids.add(idOf(output.bytes())));
        }
        assertEquals(golden(), ids);
    }

    private Action action() {
        var actor = "user" + random.nextInt(6);
        var group = "group" + random.nextInt(3);
        var id = "id" + random.nextInt(400);
        return switch (random.nextInt(14)) {
            case 0 -> Chat.createGroup(group, actor, ACCESS.get(random.nextInt(2)), "secret");
            case 1, 2 -> Chat.join(group, actor, id, random.nextBoolean() ? "secret" : "wrong");
            case 3 -> Chat.action("g:" + group, actor, id, new LeaveGroup());
            case 4, 5 -> Chat.text("d:user1:user2", actor, id, "text " + random.nextInt(3));
            case 6 -> Chat.action("g:" + group, actor, id, new Tick());
            default -> Chat.text("g:" + group, actor, id, "text " + random.nextInt(3));
        };
    }

    private static String idOf(byte[] event) {
        var from = AvroWriter.HEADER_BYTES;
        return HexFormat.of().formatHex(Arrays.copyOfRange(event, from, from + ID_BYTES));
    }

    private static List<String> golden() throws IOException {
        try (var file = GoldenEventsTest.class.getResourceAsStream("/golden/event-ids.txt")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
