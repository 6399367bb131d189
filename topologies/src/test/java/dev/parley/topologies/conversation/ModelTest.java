package dev.parley.topologies.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Action;
import dev.parley.schemas.ReplyAddress;
import dev.parley.schemas.Tick;
import dev.parley.testkit.model.FoldedEvents;
import dev.parley.testkit.model.RandomActions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random actions of several users against a model of the contract that shares no code with the rules, with retries out of order and
 * crashes in odd places. The property {@code parley.model.seed} repeats a run; {@code parley.model.minutes} lets it run for longer.
 */
@Timeout(value = 1, unit = TimeUnit.HOURS)
class ModelTest {
    private static final int ACTIONS = 20_000;
    /** Of sent actions, to be sent again. */
    private static final int KEPT = 5_000;

    /** Of every build: what it finds it finds for everybody. */
    private static final long SEED = 20_261_127;

    private static final long DAY_MS = Duration.ofDays(1).toMillis();
    private static final int CLOCK_STEP_MS = 300_000;
    private static final ReplyAddress EDGE = new ReplyAddress("edge-1", 2, 7L);

    private final Random random = new Random();
    private final List<Sent> sent = new ArrayList<>();
    private long time = Chat.BEGIN;

    private record Sent(Action action, long time) {}

    @Test
    void doesWhatTheModelDoes() {
        var seed = Long.getLong("parley.model.seed", SEED);
        var end = System.nanoTime()
                + Duration.ofMinutes(Long.getLong("parley.model.minutes", 0)).toNanos();
        do {
            run(seed++);
        } while (System.nanoTime() < end);
    }

    @Test
    void makesUpEveryKindOfAction() {
        var missing = new TreeSet<>(names(ConversationHandlers.bodies()));
        missing.removeAll(names(RandomActions.bodies()));
        assertEquals(Set.of(), missing, "kinds of actions that the model does not know");
    }

    private static Set<String> names(Set<Class<?>> bodies) {
        return bodies.stream().map(Class::getSimpleName).collect(Collectors.toSet());
    }

    private void run(long seed) {
        random.setSeed(seed);
        sent.clear();
        time = Chat.BEGIN;
        var partition = new ModelledPartition();
        var actions = RandomActions.ofMachine(random, partition.model, ConversationHandlers.bodies()::contains);
        for (var i = 0; i < ACTIONS; i++) {
            step(partition, actions, "action " + i + " of -Dparley.model.seed=" + seed);
        }
        assertSeenAlike(partition, "seed " + seed);
    }

    private void step(ModelledPartition partition, RandomActions actions, String circumstances) {
        time += passed();
        var isRetry = !sent.isEmpty() && random.nextInt(100) < 8;
        var before = isRetry ? someSent() : null;
        var action = before == null ? fresh(actions) : actions.again(before.action(), time);
        try {
            partition.send(action, time);
            if (before == null) {
                keep(new Sent(action, time));
            }
            if (random.nextInt(100) == 0) {
                partition.crash();
            }
            if (random.nextInt(100) == 0) {
                partition.commit();
            }
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(circumstances + ": " + action, e);
        }
    }

    /** Mostly seconds; now and then hours, so that entries expire; now and then a clock steps back. */
    private long passed() {
        var kind = random.nextInt(1_000);
        if (kind == 0) {
            return random.nextInt(36_000_000);
        }
        return kind < 3 ? -random.nextInt(CLOCK_STEP_MS) : random.nextInt(kind < 100 ? 60_000 : 4_000);
    }

    private Action fresh(RandomActions actions) {
        var action = Action.newBuilder(actions.next(time));
        if (random.nextInt(200) == 0) {
            action.setBody(new Tick());
        }
        if (!sent.isEmpty() && random.nextInt(200) == 0) {
            reuseKey(action, someSent());
        }
        return action.setReplyTo(random.nextInt(20) == 0 ? null : EDGE).build();
    }

    /** Another request under a key that is still remembered. */
    private void reuseKey(Action.Builder action, Sent known) {
        if (time - known.time() < DAY_MS - CLOCK_STEP_MS && !(known.action().getBody() instanceof Tick)) {
            action.setActionId(known.action().getActionId())
                    .setTenant(known.action().getTenant())
                    .setConversation(known.action().getConversation())
                    .setActor(known.action().getActor())
                    // What was stamped is of another conversation.
                    .setTarget(null)
                    .setParentTarget(null);
        }
    }

    private Sent someSent() {
        var back = random.nextInt(Math.min(sent.size(), random.nextInt(3) == 0 ? KEPT : 20));
        return sent.get(sent.size() - 1 - back);
    }

    private void keep(Sent one) {
        sent.add(one);
        if (sent.size() > 2 * KEPT) {
            sent.subList(0, KEPT).clear();
        }
    }

    private static void assertSeenAlike(ModelledPartition partition, String circumstances) {
        var views = partition.model.views();
        partition.events.forEach((conversation, events) -> assertEquals(
                lines(Objects.requireNonNull(views.get(conversation))),
                lines(FoldedEvents.fold(events)),
                () -> conversation + " in " + circumstances));
        assertTrue(partition.events.values().stream().mapToInt(List::size).sum() > ACTIONS / 4, circumstances);
    }

    private static String lines(SortedMap<String, String> view) {
        return view.entrySet().stream()
                .map(line -> line.getKey() + ": " + line.getValue())
                .collect(Collectors.joining("\n"));
    }
}
