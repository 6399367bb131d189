package dev.parley.topologies.former;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Action;
import dev.parley.schemas.Outcome;
import dev.parley.schemas.PostMessage;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/**
 * Two versions of schema and code on one input give the same decisions, whether the state began with the one or with the other;
 * compared in the encoding of version 1. Version 1 did not count the replies of threads, so a conversation is compared up to its first
 * reply in a thread.
 */
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
        assertEquals(withoutThreads(conversations.decisions(), 0), withoutThreads(conversationsFrom(0), 0));
    }

    @Test
    void goesOnWithConversationsInTheStateOfVersion1() throws IOException {
        var expected = withoutThreads(since(conversations.decisions()), FormerPartition.SWITCH);
        var decisions = withoutThreads(conversationsFrom(FormerPartition.SWITCH), FormerPartition.SWITCH);
        var fromStore = 0;
        for (var i = 0; i < expected.size(); i++) {
            // The record of a retry across the versions is read from the store: events have other ids now.
            var isFromStore = decisions.get(i).endsWith(":" + FormerPartition.NO_RECORD);
            fromStore += isFromStore ? 1 : 0;
            assertEquals(withoutRecord(expected.get(i), isFromStore), withoutRecord(decisions.get(i), isFromStore));
        }
        assertTrue(fromStore < expected.size() / 20, fromStore + " records from the store");
    }

    @Test
    void decidesUsersAsVersion1DidFromTheStart() throws IOException {
        assertEquals(users.decisions(), usersFrom(0));
    }

    @Test
    void goesOnWithUsersInTheStateOfVersion1() throws IOException {
        assertEquals(since(users.decisions()), usersFrom(FormerPartition.SWITCH));
    }

    /** The decisions, from that of the input's record {@code first} on, those left out that threads may change. */
    private List<String> withoutThreads(List<String> decisions, int first) throws IOException {
        var registry = new InMemoryRegistry();
        var input = conversations.input(registry);
        var reader = new AvroReader<Action>(registry, Action.getClassSchema());
        var former = conversations.decisions();
        var threaded = new HashSet<String>();
        var kept = new ArrayList<String>();
        for (var i = 0; i < input.size(); i++) {
            var action = reader.read(input.get(i).record());
            var isAccepted = former.get(i).contains("accepted:");
            if (isAccepted && action.getBody() instanceof PostMessage post && post.getParentId() != null) {
                threaded.add(action.getConversation());
            }
            if (i >= first && !threaded.contains(action.getConversation())) {
                kept.add(decisions.get(i - first));
            }
        }
        assertTrue(kept.size() > (input.size() - first) * 2 / 3, kept.size() + " decisions compared");
        return kept;
    }

    private static String withoutRecord(String decision, boolean isFromStore) {
        return isFromStore ? decision.substring(0, decision.lastIndexOf(':')) : decision;
    }

    private List<String> conversationsFrom(int first) throws IOException {
        var schema = FormerPartition.schemaOf(Topics.EVENTS);
        return decisions(
                conversations, Action.getClassSchema(), ConversationMachine::factory, first, FormerEvents.in(schema));
    }

    private List<String> usersFrom(int first) throws IOException {
        var schema = FormerPartition.schemaOf(Topics.USERS);
        return decisions(users, UserAction.getClassSchema(), UserMachine::factory, first, FormerUsers.in(schema));
    }

    private static List<String> since(List<String> decisions) {
        return decisions.subList(FormerPartition.SWITCH, decisions.size());
    }

    /** What the present version decides, from an empty state or from that of version 1. */
    private static <A extends SpecificRecord> List<String> decisions(
            FormerPartition partition,
            Schema actions,
            Function<SchemaRegistry, Function<KeyValues, Machine<A>>> machines,
            int first,
            Function<InMemoryRegistry, FormerPartition.Encoding> encodings)
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
        var encoding = encodings.apply(registry);
        return input.subList(first, input.size()).stream()
                .map((Timed timed) -> machine.apply(reader.read(timed.record()), timed.time()))
                .map(decision -> FormerPartition.describe(decision, outcomes, encoding))
                .toList();
    }
}
