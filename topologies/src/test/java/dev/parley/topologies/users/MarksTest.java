package dev.parley.topologies.users;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Accepted;
import dev.parley.schemas.HideMessage;
import dev.parley.schemas.MessageMark;
import dev.parley.schemas.Outcome;
import dev.parley.schemas.ReadThread;
import dev.parley.schemas.Rejected;
import dev.parley.schemas.ReplyAddress;
import dev.parley.schemas.SaveMessage;
import dev.parley.schemas.SubscribeThread;
import dev.parley.schemas.UnsaveMessage;
import dev.parley.schemas.UnsubscribeThread;
import dev.parley.schemas.UserAction;
import dev.parley.schemas.registry.InMemoryRegistry;
import dev.parley.schemas.serde.AvroReader;
import dev.parley.schemas.topics.Keys;
import dev.parley.topologies.machine.Machine;
import dev.parley.topologies.machine.Output;
import dev.parley.topologies.state.MarkV1;
import dev.parley.topologies.store.InMemoryKeyValues;
import dev.parley.topologies.store.StateCodec;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What users set on messages for themselves alone. */
class MarksTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final String TEAM = "g:team";

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final AvroReader<MessageMark> marks = new AvroReader<>(registry, MessageMark.getClassSchema());
    private final AvroReader<Outcome> outcomes = new AvroReader<>(registry, Outcome.getClassSchema());
    private final InMemoryKeyValues state = new InMemoryKeyValues();
    private final Machine<UserAction> machine = UserMachine.factory(registry).apply(state);
    private int actions;

    @Test
    void savesAMessageOnceHoweverOftenItIsAsked() {
        var first = send("al", "1", save("m"));
        var retry = send("al", "1", save("m"));
        var again = send("al", "2", save("m"));

        assertEquals(2, first.size());
        var mark = mark(first);
        assertEquals(Instant.ofEpochMilli(NOW), mark.getSavedAt());
        assertEquals(1, mark.getSavedVersion());
        assertEquals(TEAM, mark.getConversation());
        assertArrayEquals(Keys.of("acme", "al", "m"), first.getFirst().key());
        assertEquals(1, retry.size(), "only an outcome");
        assertEquals(accepted(first), accepted(retry));
        assertEquals(1, again.size(), "only an outcome");
        assertEquals(1, accepted(again).getLastSeq());
        assertEquals(2, accepted(again).getFirstSeq());
    }

    @Test
    void takesASavedMessageOffAndForgetsIt() {
        send("al", save("m"));
        var before = state.first(new byte[] {'K'}, new byte[] {'K' + 1}, 10).size();
        var off = send("al", unsave("m"));
        var again = send("al", unsave("m"));
        var saved = send("al", save("m"));

        assertEquals(1, before);
        assertNull(mark(off).getSavedAt());
        assertEquals(2, mark(off).getVersion());
        assertEquals(2, accepted(again).getLastSeq(), "no older than what took it off");
        assertEquals(3, mark(saved).getSavedVersion());
        assertEquals(3, mark(saved).getVersion(), "grows though the entry was removed in between");
    }

    @Test
    void keepsTheMarksOfEachUserApart() {
        send("al", save("m"));
        assertEquals(1, mark(send("bo", save("m"))).getVersion());
        assertNull(mark(send("bo", hide("m"))).getSavedAt());
        assertEquals(1, accepted(send("al", save("m"))).getLastSeq());
    }

    @Test
    void hidesAMessageForGoodAndTakesItOffTheSavedList() {
        send("al", save("m"));
        var hidden = mark(send("al", hide("m")));
        assertTrue(hidden.getHidden());
        assertNull(hidden.getSavedAt());
        assertEquals(0, hidden.getSavedVersion());
        assertEquals(1, send("al", hide("m")).size());
        assertEquals("message-not-found", rejected(send("al", save("m"))).getCode());
        assertEquals(
                "message-not-found",
                rejected(send("al", new SubscribeThread(TEAM, "m", 3L))).getCode());
    }

    @Test
    void remembersTheLastChoiceOnAThread() {
        assertTrue(mark(send("al", new SubscribeThread(TEAM, "m", 3L))).getSubscribed());
        assertEquals(1, send("al", new SubscribeThread(TEAM, "m", 3L)).size());
        var off = mark(send("al", new UnsubscribeThread(TEAM, "m", 3L)));
        assertFalse(off.getSubscribed());
        assertFalse(mark(send("al", save("m"))).getSubscribed(), "another mark leaves it");
    }

    @Test
    void raisesHowFarAThreadWasReadAndNeverLowersIt() {
        var first = mark(send("al", read("m", 7)));
        assertEquals(7, first.getThreadReadUpTo());
        assertEquals(1, first.getVersion());
        assertEquals(3, first.getMessageSeq());
        var again = send("al", read("m", 7));
        assertEquals(1, again.size(), "only an outcome");
        assertEquals(1, accepted(again).getLastSeq());
        assertEquals(1, send("al", read("m", 6)).size(), "only an outcome");
        assertEquals(9, mark(send("al", read("m", 9))).getThreadReadUpTo());
        assertEquals(1, mark(send("bo", read("m", 2))).getVersion());
    }

    @Test
    void keepsHowFarAThreadWasReadBesideOtherMarks() {
        send("al", read("m", 7));
        assertEquals(7, mark(send("al", save("m"))).getThreadReadUpTo());
        assertEquals(7, mark(send("al", unsave("m"))).getThreadReadUpTo());
        assertEquals(1, send("al", read("m", 7)).size(), "remembered where nothing else is set");
        assertEquals(7, mark(send("al", hide("m"))).getThreadReadUpTo());
        var hidden = mark(send("al", read("m", 8)));
        assertEquals(8, hidden.getThreadReadUpTo());
        assertTrue(hidden.getHidden());
    }

    @Test
    void goesOnFromMarksThatAnEarlierVersionWrote() {
        send("al", hide("m"));
        var key = state.first(new byte[] {'K'}, new byte[] {'K' + 1}, 1)
                .getFirst()
                .key();
        state.put(key, new StateCodec<MarkV1>(MarkV1.getClassSchema()).write(new MarkV1(null, 0L, true, null, 1L)));
        assertEquals("message-not-found", rejected(send("al", save("m"))).getCode());
        var read = mark(send("al", read("m", 4)));
        assertTrue(read.getHidden());
        assertEquals(4, read.getThreadReadUpTo());
        assertEquals(2, read.getVersion());
    }

    @Test
    void refusesMoreSavedMessagesThanAUserMayHave() {
        for (var i = 0; i < MarkChange.MAX_SAVED; i++) {
            accepted(send("al", save("m" + i)));
        }
        assertEquals("saved-limit", rejected(send("al", save("one more"))).getCode());
        accepted(send("al", save("m0")));
        accepted(send("al", hide("m0")));
        accepted(send("al", save("one more")));
        assertEquals("saved-limit", rejected(send("al", save("two more"))).getCode());
        accepted(send("bo", save("m1")));
    }

    @RepeatedTest(3)
    void countsWhatIsSavedThroughAnyOrderOfMarks(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        for (var i = 0; i < 500; i++) {
            var id = "m" + random.nextInt(6);
            send(
                    "al",
                    switch (random.nextInt(5)) {
                        case 0, 1 -> save(id);
                        case 2 -> unsave(id);
                        case 3 -> new SubscribeThread(TEAM, id, 3L);
                        default -> random.nextInt(10) == 0 ? hide(id) : new UnsubscribeThread(TEAM, id, 3L);
                    });
        }
        var free = MarkChange.MAX_SAVED - savedNow();
        for (var i = 0; i < free; i++) {
            accepted(send("al", save("filler" + i)));
        }
        assertEquals("saved-limit", rejected(send("al", save("last"))).getCode());
    }

    /** Counted by taking everything off. */
    private int savedNow() {
        var saved = 0;
        for (var i = 0; i < 6; i++) {
            if (send("al", unsave("m" + i)).size() == 2) {
                saved++;
            }
        }
        for (var i = 0; i < saved; i++) {
            accepted(send("al", save("again" + i)));
        }
        return saved;
    }

    private static SaveMessage save(String id) {
        return new SaveMessage(TEAM, id, 3L);
    }

    private static UnsaveMessage unsave(String id) {
        return new UnsaveMessage(TEAM, id, 3L);
    }

    private static HideMessage hide(String id) {
        return new HideMessage(TEAM, id, 3L);
    }

    private static ReadThread read(String id, long upToSeq) {
        return new ReadThread(TEAM, id, 3L, upToSeq);
    }

    private List<Output> send(String user, Object body) {
        actions++;
        return send(user, "action-" + actions, body);
    }

    private List<Output> send(String user, String id, Object body) {
        var action = UserAction.newBuilder()
                .setTenant("acme")
                .setUser(user)
                .setActor(user)
                .setActionId(id)
                .setReplyTo(new ReplyAddress("edge-1", 0, 1L))
                .setBody(body)
                .build();
        var decision = machine.apply(action, NOW);
        assertTrue(decision.defect().isEmpty(), () -> decision.defect().toString());
        return decision.outputs();
    }

    private MessageMark mark(List<Output> outputs) {
        assertEquals(2, outputs.size());
        assertEquals("sink-message-marks", outputs.getFirst().sink());
        assertEquals(Output.SAME, outputs.getFirst().partition());
        return marks.read(outputs.getFirst().bytes());
    }

    private Accepted accepted(List<Output> outputs) {
        return assertInstanceOf(
                Accepted.class, outcomes.read(outputs.getLast().bytes()).getResult());
    }

    private Rejected rejected(List<Output> outputs) {
        return assertInstanceOf(
                Rejected.class, outcomes.read(outputs.getLast().bytes()).getResult());
    }
}
