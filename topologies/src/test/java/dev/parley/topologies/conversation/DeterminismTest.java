package dev.parley.topologies.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Action;
import dev.parley.schemas.BlockUser;
import dev.parley.schemas.DeleteMessage;
import dev.parley.schemas.EditMessage;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.LeaveGroup;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.RemoveFriend;
import dev.parley.schemas.RequestFriend;
import dev.parley.schemas.Tick;
import dev.parley.schemas.UnblockUser;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.topologies.machine.Machine;
import dev.parley.topologies.memory.ActionIdentity;
import dev.parley.topologies.store.InMemoryKeyValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The keystone: a partition run again from its start, with restarts in odd places, gives the same bytes. */
class DeterminismTest {
    private static final int ACTIONS = 3_000;
    private static final List<GroupAccess> ACCESS =
            List.of(GroupAccess.PUBLIC, GroupAccess.PRIVATE, GroupAccess.PASSWORD);

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final Map<String, List<String>> messages = new HashMap<>();

    private record Timed(Action action, long time) {}

    @Test
    void givesTheSameBytesWhateverRestartsComeBetween() {
        var input = input();
        var asked =
                input.stream().map(timed -> timed.action().getBody().getClass()).collect(Collectors.toSet());
        assertTrue(asked.containsAll(ConversationHandlers.bodies()), "a kind of action without a random one");
        var once = runThrough(input);
        for (var i = 0; i < 5; i++) {
            assertEquals(once, runWithRestarts(input), "seed " + seed);
        }
        assertTrue(once.size() > ACTIONS, "most actions have an event and an outcome, seed " + seed);
    }

    private List<String> runThrough(List<Timed> input) {
        var sent = new ArrayList<String>();
        Machine<Action> machine = Chat.machine(new InMemoryKeyValues(), registry);
        input.forEach(action -> sent.addAll(apply(machine, action)));
        return sent;
    }

    /** Commits now and then; a crash throws away state and output since the last commit, as a broker would. */
    private List<String> runWithRestarts(List<Timed> input) {
        var committed = new InMemoryKeyValues();
        var sent = new ArrayList<String>();
        var next = 0;
        while (next < input.size()) {
            var state = committed.copy();
            Machine<Action> machine = Chat.machine(state, registry);
            var end = Math.min(input.size(), next + 1 + random.nextInt(200));
            var batch = new ArrayList<String>();
            for (var i = next; i < end; i++) {
                batch.addAll(apply(machine, input.get(i)));
            }
            if (random.nextInt(3) > 0) {
                committed = state;
                sent.addAll(batch);
                next = end;
            }
        }
        return sent;
    }

    private static List<String> apply(Machine<Action> machine, Timed timed) {
        return machine.apply(timed.action(), timed.time()).outputs().stream()
                .map(output -> output.sink() + " " + output.partition() + " "
                        + HexFormat.of().formatHex(output.bytes()))
                .toList();
    }

    private List<Timed> input() {
        var input = new ArrayList<Timed>();
        var time = Chat.BEGIN;
        var latest = time;
        for (var i = 0; i < ACTIONS; i++) {
            // Days pass, so that entries expire; now and then a clock steps back.
            time += random.nextInt(10) == 0 ? -random.nextInt(300_000) : random.nextInt(180_000);
            latest = Math.max(latest, time);
            input.add(new Timed(remembered(randomAction(), latest), time));
        }
        return input;
    }

    /** Keeps the id of the message that an action makes, so that later ones can be about it. */
    private Action remembered(Action action, long now) {
        if (action.getBody() instanceof PostMessage) {
            var identity = ActionIdentity.of(
                    action.getTenant(), action.getActor(), action.getConversation(), action.getActionId());
            messages.computeIfAbsent(action.getConversation(), _ -> new ArrayList<>())
                    .add(MessageIds.of(now, identity));
        }
        return action;
    }

    private String someMessage(String conversation) {
        var known = messages.getOrDefault(conversation, List.of("none"));
        // Mostly one of the last: what was said long ago is forgotten.
        return known.get(known.size() - 1 - random.nextInt(Math.min(known.size(), 8)));
    }

    private EditMessage edit(String conversation) {
        var content =
                MessageContent.newBuilder().setText("edit " + random.nextInt(3)).build();
        return new EditMessage(someMessage(conversation), List.of("text"), content, null);
    }

    private PostMessage threadReply(String conversation) {
        var content = MessageContent.newBuilder()
                .setText("reply " + random.nextInt(3))
                .build();
        return PostMessage.newBuilder()
                .setContent(content)
                .setParentId(someMessage(conversation))
                .build();
    }

    private Object relation(String other) {
        return switch (random.nextInt(5)) {
            case 0 -> new BlockUser(other);
            case 1, 2 -> new UnblockUser(other);
            case 3 -> new RequestFriend(other);
            default -> new RemoveFriend(other);
        };
    }

    private Action randomAction() {
        var actor = "user" + random.nextInt(6);
        var group = "group" + random.nextInt(3);
        var id = "id" + random.nextInt(400);
        return switch (random.nextInt(18)) {
            case 0 -> Chat.createGroup(group, actor, ACCESS.get(random.nextInt(ACCESS.size())), "secret");
            case 1, 2 -> Chat.join(group, actor, id, random.nextBoolean() ? "secret" : "wrong");
            case 3 -> Chat.action("g:" + group, actor, id, new LeaveGroup());
            case 4, 5 -> Chat.text("d:user1:user2", actor, id, "text " + random.nextInt(3));
            case 6 -> Chat.action("g:" + group, actor, id, new Tick());
            case 7, 8 -> Chat.action("g:" + group, actor, id, edit("g:" + group));
            case 9 -> Chat.action("g:" + group, actor, id, new DeleteMessage(someMessage("g:" + group)));
            case 10, 11 -> Chat.action("g:" + group, actor, id, threadReply("g:" + group));
            case 12 -> Chat.action("d:user1:user2", actor, id, relation(actor.equals("user1") ? "user2" : "user1"));
            default -> Chat.text("g:" + group, actor, id, "text " + random.nextInt(3));
        };
    }
}
