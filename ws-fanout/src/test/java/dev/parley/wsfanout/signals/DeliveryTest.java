package dev.parley.wsfanout.signals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.wsfanout.metrics.SignalMetrics;
import dev.parley.wsfanout.signals.Delivery.Audience.Devices;
import dev.parley.wsfanout.signals.Delivery.Audience.MemberDevices;
import dev.parley.wsfanout.signals.Delivery.Audience.Members;
import dev.parley.wsfanout.signals.Delivery.Audience.Others;
import dev.parley.wsfanout.stream.ConversationKey;
import dev.parley.wsfanout.stream.SampleEvents;
import dev.parley.wsfanout.stream.SampleMembers;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private static final ConversationKey GROUP = new ConversationKey("t", "g:x");

    private final SampleMembers here = new SampleMembers();
    /** Turns that were asked for; the test is the tail's thread. */
    private final ArrayDeque<Runnable> turns = new ArrayDeque<>();

    private final ArrayDeque<Runnable> later = new ArrayDeque<>();
    private final Delivery delivery =
            new Delivery(here.members(), turns::add, later::add, SignalMetrics.of(new PrometheusRegistry()));

    private SignalledSubscriber here(String tenant, String user, String... conversations) {
        var subscriber = new SignalledSubscriber(tenant, user);
        here.join(subscriber, List.of(conversations));
        return subscriber;
    }

    private static byte[] frame(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void takeTurns() {
        while (!turns.isEmpty()) {
            turns.remove().run();
            later.forEach(Runnable::run);
            later.clear();
        }
    }

    @Test
    void sendsToTheMembersButOne() {
        var ann = here("t", "ann", "g:x", "d:ann:bob");
        var bob = here("t", "bob", "g:x", "d:ann:bob");
        var cem = here("t", "cem", "g:x");
        var others = here("u", "ann", "g:x", "d:ann:bob");
        delivery.send(new Members(GROUP, null), frame("all"));
        delivery.send(new Members(GROUP, "ann"), frame("but ann"));
        delivery.send(new Members(new ConversationKey("t", "d:ann:bob"), "bob"), frame("direct"));
        takeTurns();
        assertEquals(List.of("all", "direct"), ann.signals);
        assertEquals(List.of("all", "but ann"), bob.signals);
        assertEquals(List.of("all", "but ann"), cem.signals);
        assertEquals(List.of(), others.signals);
    }

    @Test
    void sendsToTheMembersButSeveral() {
        var ann = here("t", "ann", "g:x");
        var bob = here("t", "bob", "g:x");
        var cem = here("t", "cem", "g:x");
        delivery.send(new Others(GROUP, Set.of("ann", "cem")), frame("one"));
        delivery.send(new Others(GROUP, Set.of()), frame("all"));
        takeTurns();
        assertEquals(List.of("all"), ann.signals);
        assertEquals(List.of("one", "all"), bob.signals);
        assertEquals(List.of("all"), cem.signals);
    }

    @Test
    void sendsToTheDevicesOfAUserAsLongAsItIsAMember() {
        var phone = here("t", "ann", "g:x");
        var laptop = here("t", "ann", "g:x");
        delivery.send(new MemberDevices(GROUP, "ann"), frame("one"));
        takeTurns();
        here.route(SampleEvents.left("t", "g:x", 2, "ann"));
        delivery.send(new MemberDevices(GROUP, "ann"), frame("two"));
        delivery.send(new Members(GROUP, null), frame("three"));
        delivery.send(new Devices("t", "ann"), frame("four"));
        delivery.send(new Devices("u", "ann"), frame("five"));
        takeTurns();
        assertEquals(List.of("one", "four"), phone.signals);
        assertEquals(List.of("one", "four"), laptop.signals);
    }

    @Test
    void endsItsTurnSoThatEventsHaveTheNext() {
        var many = new ArrayList<SignalledSubscriber>();
        IntStream.range(0, 1_500).forEach(i -> many.add(here("t", "u" + i, "g:x")));
        for (var i = 0; i < 5; i++) {
            delivery.send(new Members(GROUP, null), frame("f" + i));
        }
        assertEquals(1, turns.size(), "one turn is asked for, however much waits");
        turns.remove().run();
        assertEquals(List.of("f0", "f1"), many.getLast().signals, "what was begun is finished");
        assertTrue(delivery.isBusy());
        assertTrue(turns.isEmpty(), "the next turn is not asked for at once");
        later.remove().run();
        takeTurns();
        assertFalse(delivery.isBusy());
        assertEquals(List.of("f0", "f1", "f2", "f3", "f4"), many.getFirst().signals);
    }

    @Test
    void endsASessionThatCannotTakeASignalAndGoesOn() {
        var ann = here("t", "ann", "g:x");
        var bob = here("t", "bob", "g:x");
        ann.isBroken = true;
        delivery.send(new Members(GROUP, null), frame("one"));
        delivery.send(new Members(GROUP, null), frame("two"));
        takeTurns();
        assertFalse(ann.isOpen());
        assertEquals(List.of("one", "two"), bob.signals);
        assertFalse(delivery.isBusy());
    }

    @Test
    void dropsWhatIsTooMuch() {
        var ann = here("t", "ann", "g:x");
        for (var i = 0; i <= Delivery.MAX_WAITING; i++) {
            delivery.send(new Members(GROUP, null), frame("f" + i));
        }
        takeTurns();
        assertEquals(Delivery.MAX_WAITING, ann.signals.size());
        assertFalse(ann.signals.contains("f" + Delivery.MAX_WAITING));
    }
}
