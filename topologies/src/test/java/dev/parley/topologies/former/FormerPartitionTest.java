package dev.parley.topologies.former;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.parley.schemas.Action;
import dev.parley.schemas.Outcome;
import dev.parley.schemas.UserAction;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.registry.SchemaRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.topics.Topics;
import dev.parley.topologies.conversation.ConversationMachine;
import dev.parley.topologies.former.FormerPartition.Timed;
import dev.parley.topologies.machine.Machine;
import dev.parley.topologies.store.InMemoryKeyValues;
import dev.parley.topologies.store.KeyValues;
import dev.parley.topologies.users.UserMachine;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** Two versions of schema and code on one input give the same bytes, whether the state began with the one or with the other. */
class FormerPartitionTest {
    private final FormerPartition conversations =
            new FormerPartition("conversation", Topics.ACTIONS, List.of(Topics.OUTCOMES, Topics.EVENTS));
    private final FormerPartition users =
            new FormerPartition("users", Topics.USER_ACTIONS, List.of(Topics.USERS, Topics.OUTCOMES));

    @Test
    void readsActionsOfASchemaWithAFieldLess() throws IOException {
        assertNull(conversations.schema().getField("refusal"));
    }

    @Test
    void decidesConversationsAsVersion1DidFromTheStart() throws IOException {
        assertEquals(conversations.decisions(), conversationsFrom(0));
    }

    @Test
    void goesOnWithConversationsInTheStateOfVersion1() throws IOException {
        assertEquals(since(conversations.decisions()), conversationsFrom(FormerPartition.SWITCH));
    }

    @Test
    void decidesUsersAsVersion1DidFromTheStart() throws IOException {
        assertEquals(users.decisions(), usersFrom(0));
    }

    @Test
    void goesOnWithUsersInTheStateOfVersion1() throws IOException {
        assertEquals(since(users.decisions()), usersFrom(FormerPartition.SWITCH));
    }

    private List<String> conversationsFrom(int first) throws IOException {
        return decisions(conversations, Action.getClassSchema(), ConversationMachine::factory, first);
    }

    private List<String> usersFrom(int first) throws IOException {
        return decisions(users, UserAction.getClassSchema(), UserMachine::factory, first);
    }

    private static List<String> since(List<String> decisions) {
        return decisions.subList(FormerPartition.SWITCH, decisions.size());
    }

    /** What the present version decides, from an empty state or from that of version 1. */
    private static <A extends SpecificRecord> List<String> decisions(
            FormerPartition partition,
            Schema actions,
            Function<SchemaRegistry, Function<KeyValues, Machine<A>>> machines,
            int first)
            throws IOException {
        var registry = new InMemoryRegistry();
        var input = partition.input(registry);
        var state = new InMemoryKeyValues();
        if (first > 0) {
            partition.restore(state);
        }
        var machine = machines.apply(registry).apply(state);
        var reader = new AvroReader<A>(registry, actions);
        var outcomes = new AvroReader<Outcome>(registry, Outcome.getClassSchema());
        return input.subList(first, input.size()).stream()
                .map((Timed timed) -> machine.apply(reader.read(timed.record()), timed.time()))
                .map(decision -> FormerPartition.describe(decision, outcomes))
                .toList();
    }
}
