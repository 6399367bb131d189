package dev.parley.topologies.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.AcceptInvite;
import dev.parley.schemas.Action;
import dev.parley.schemas.AddMember;
import dev.parley.schemas.AddReaction;
import dev.parley.schemas.BanUser;
import dev.parley.schemas.BlockUser;
import dev.parley.schemas.CancelScheduled;
import dev.parley.schemas.ChangeRole;
import dev.parley.schemas.CreateInvite;
import dev.parley.schemas.DeleteGroup;
import dev.parley.schemas.DeleteMessage;
import dev.parley.schemas.EditMessage;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.LeaveGroup;
import dev.parley.schemas.MemberRole;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MuteMember;
import dev.parley.schemas.PinMessage;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.RemoveFriend;
import dev.parley.schemas.RemoveMember;
import dev.parley.schemas.RemoveReaction;
import dev.parley.schemas.RequestFriend;
import dev.parley.schemas.RevokeInvite;
import dev.parley.schemas.ScheduleMessage;
import dev.parley.schemas.Tick;
import dev.parley.schemas.TransferOwnership;
import dev.parley.schemas.UnbanUser;
import dev.parley.schemas.UnblockUser;
import dev.parley.schemas.UnmuteMember;
import dev.parley.schemas.UnpinMessage;
import dev.parley.schemas.UpdateGroup;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.topologies.machine.Machine;
import dev.parley.topologies.memory.ActionIdentity;
import dev.parley.topologies.store.InMemoryKeyValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The keystone: a partition run again from its start, with restarts in odd places, gives the same bytes. The property {@code
 * parley.determinism.seed} gives other actions.
 */
class DeterminismTest {
    private static final int ACTIONS = 3_000;
    /** Of every build: what it finds it finds for everybody. */
    private static final long SEED = 20_261_127;

    private static final List<GroupAccess> ACCESS =
            List.of(GroupAccess.PUBLIC, GroupAccess.PRIVATE, GroupAccess.PASSWORD);

    private final long seed = Long.getLong("parley.determinism.seed", SEED);
    private final Random random = new Random(seed);
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final Map<String, List<String>> messages = new HashMap<>();
    private long now;

    private record Timed(Action action, long time) {}

    @Test
    void givesTheSameBytesWhateverRestartsComeBetween() {
        var input = input();
        var asked =
                input.stream().map(timed -> timed.action().getBody().getClass()).collect(Collectors.toSet());
        assertTrue(asked.containsAll(ConversationHandlers.bodies()), "a kind of action without a random one");
        var once = runThrough(input);
        for (var i = 0; i < 5; i++) {
            assertEquals(once, runWithRestarts(input), "-Dparley.determinism.seed=" + seed);
        }
        assertTrue(
                once.size() > ACTIONS, "most actions have an event and an outcome, -Dparley.determinism.seed=" + seed);
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
            now = latest;
            input.add(new Timed(remembered(randomAction(), latest), time));
        }
        return input;
    }

    /** Keeps the id of the message that an action makes, so that later ones can be about it. */
    private Action remembered(Action action, long now) {
        var isInvite = action.getBody() instanceof CreateInvite;
        if (isInvite || action.getBody() instanceof PostMessage || action.getBody() instanceof ScheduleMessage) {
            var identity = ActionIdentity.of(
                    action.getTenant(), action.getActor(), action.getConversation(), action.getActionId());
            var kind = isInvite ? "invite to " : "";
            messages.computeIfAbsent(kind + action.getConversation(), _ -> new ArrayList<>())
                    .add(MessageIds.of(now, identity));
        }
        return action;
    }

    private String someMessage(String conversation) {
        var known = messages.getOrDefault(conversation, List.of("none"));
        // Mostly one of the last: what was said long ago is forgotten.
        return known.get(known.size() - 1 - random.nextInt(Math.min(known.size(), 8)));
    }

    private String someEmoji() {
        return List.of("+", "-", "*").get(random.nextInt(3));
    }

    private EditMessage edit(String conversation) {
        var content =
                MessageContent.newBuilder().setText("edit " + random.nextInt(3)).build();
        return new EditMessage(someMessage(conversation), List.of("text"), content, null);
    }

    private Object randomGroupChange(String other) {
        var roles = List.of(MemberRole.values());
        var role = roles.get(random.nextInt(roles.size()));
        return switch (random.nextInt(9)) {
            case 0, 1 -> new AddMember(other, role);
            case 2 -> new RemoveMember(other);
            case 3, 4 -> new ChangeRole(other, role);
            case 5 -> new TransferOwnership(other);
            case 6 -> new DeleteGroup();
            default ->
                UpdateGroup.newBuilder()
                        .setFields(List.of("access", "slowModeSeconds", "mentionAllFrom"))
                        .setAccess(random.nextBoolean() ? GroupAccess.PUBLIC : GroupAccess.PRIVATE)
                        .setSlowModeSeconds(random.nextInt(3))
                        .setMentionAllFrom(role)
                        .setVersion(random.nextBoolean() ? null : random.nextLong(20))
                        .build();
        };
    }

    private Object restriction() {
        var user = "user" + random.nextInt(6);
        var until = random.nextBoolean() ? null : Instant.ofEpochMilli(Chat.BEGIN + random.nextInt(ACTIONS) * 90_000L);
        return switch (random.nextInt(4)) {
            case 0 -> new BanUser(user, until, "reason " + random.nextInt(2));
            case 1 -> new UnbanUser(user);
            case 2 -> new MuteMember(user, until);
            default -> new UnmuteMember(user);
        };
    }

    private Object invitation(String conversation) {
        return switch (random.nextInt(4)) {
            case 0 -> new CreateInvite(random.nextBoolean() ? null : 1 + random.nextInt(3), null);
            case 1 -> new RevokeInvite(someMessage("invite to " + conversation));
            default -> new AcceptInvite(someMessage("invite to " + conversation));
        };
    }

    private PostMessage threadReply(String conversation) {
        var content = MessageContent.newBuilder()
                .setText("reply " + random.nextInt(3))
                .setMentions(random.nextBoolean() ? List.of("@all") : List.of())
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

    /** Minutes or days ahead, so that many are due at times; now and then too late. */
    private ScheduleMessage later() {
        var ahead = random.nextInt(5) == 0 ? random.nextInt(300_000_000) : random.nextInt(3_000_000) - 100_000;
        return new ScheduleMessage(
                Instant.ofEpochMilli(now + ahead), random.nextBoolean() ? expiring() : Chat.message("later", null));
    }

    private PostMessage expiring() {
        return PostMessage.newBuilder(Chat.message("gone soon", null))
                .setExpiresInSeconds(1L + random.nextInt(200_000))
                .build();
    }

    private Action randomAction() {
        var actor = "user" + random.nextInt(6);
        var group = "group" + random.nextInt(3);
        var id = "id" + random.nextInt(400);
        return switch (random.nextInt(40)) {
            case 0 -> Chat.createGroup(group, actor, ACCESS.get(random.nextInt(ACCESS.size())), "secret");
            case 1, 2 -> Chat.join(group, actor, id, random.nextBoolean() ? "secret" : "wrong");
            case 3 -> Chat.action("g:" + group, actor, id, new LeaveGroup());
            case 4, 5 -> Chat.text("d:user1:user2", actor, id, "text " + random.nextInt(3));
            case 6 -> Chat.action("g:" + group, actor, id, new Tick());
            case 7, 8 -> Chat.action("g:" + group, actor, id, edit("g:" + group));
            case 9 -> Chat.action("g:" + group, actor, id, new DeleteMessage(someMessage("g:" + group)));
            case 10, 11, 12, 13 -> Chat.action("g:" + group, actor, id, randomGroupChange("user" + random.nextInt(6)));
            case 14, 15 ->
                Chat.action("g:" + group, actor, id, new AddReaction(someMessage("g:" + group), someEmoji()));
            case 16, 17 ->
                Chat.action("g:" + group, actor, id, new RemoveReaction(someMessage("g:" + group), someEmoji()));
            case 18 -> Chat.action("g:" + group, actor, id, new PinMessage(someMessage("g:" + group)));
            case 19 -> Chat.action("g:" + group, actor, id, new UnpinMessage(someMessage("g:" + group)));
            case 20, 21 -> Chat.action("g:" + group, actor, id, restriction());
            case 22, 23 -> Chat.action("g:" + group, actor, id, invitation("g:" + group));
            case 24, 25 -> Chat.action("g:" + group, actor, id, threadReply("g:" + group));
            case 26 -> Chat.action("d:user1:user2", actor, id, relation(actor.equals("user1") ? "user2" : "user1"));
            case 27 -> Chat.action("g:" + group, actor, id, later());
            case 28 -> Chat.action("d:user1:user2", actor, id, later());
            case 29 -> Chat.action("g:" + group, actor, id, new CancelScheduled(someMessage("g:" + group)));
            case 30, 31 -> Chat.action("g:" + group, actor, id, expiring());
            default -> Chat.text("g:" + group, actor, id, "text " + random.nextInt(3));
        };
    }
}
