package dev.parley.wsfanout.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.schemas.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two devices of Ann in a group. */
class LiveRouterTest {
    private static final String GROUP = "g:x";

    private final RecordingSubscriber phone = new RecordingSubscriber();
    private final RecordingSubscriber laptop = new RecordingSubscriber();
    private final LiveRouter router = new LiveRouter(new LiveSessions(), (subscription, _) -> gap(subscription));

    private static void gap(Subscription subscription) {
        ((RecordingSubscriber) subscription.subscriber()).sent.add("gap");
    }

    private void join(RecordingSubscriber subscriber, long settled) {
        var cursors = new SessionCursors("t", "ann");
        var joined = SampleEvents.joined("t", GROUP, settled, "ann");
        cursors.concernedBy(SampleEvents.logged(0, 0, joined)).orElseThrow().offer(settled, MembershipEffect.JOINS);
        router.join(new Subscription(subscriber, cursors));
    }

    private void route(Event event) {
        router.route(new TailedEvent(SampleEvents.logged(0, event.getSeq(), event), event, SampleEvents.CODEC));
    }

    @Test
    void givesEveryMemberTheEndOfTheGroupAndThenNothing() {
        join(phone, 1);
        join(laptop, 1);
        route(SampleEvents.message("t", GROUP, 2));
        route(SampleEvents.deleted("t", GROUP, 3));
        route(SampleEvents.created("t", GROUP, 4, "bob"));
        route(SampleEvents.message("t", GROUP, 5));
        assertEquals(List.of("2", "3"), phone.sent);
        assertEquals(List.of("2", "3"), laptop.sent);
    }

    @Test
    void servesAMemberOfTheGroupThatIsCreatedAgain() {
        join(phone, 1);
        route(SampleEvents.deleted("t", GROUP, 2));
        route(SampleEvents.created("t", GROUP, 3, "bob"));
        route(SampleEvents.joined("t", GROUP, 4, "ann"));
        route(SampleEvents.message("t", GROUP, 5));
        assertEquals(List.of("2", "4", "5"), phone.sent);
    }

    @Test
    void dropsTheRepeatOfTheEnd() {
        join(phone, 1);
        route(SampleEvents.deleted("t", GROUP, 2));
        route(SampleEvents.deleted("t", GROUP, 2));
        assertEquals(List.of("2"), phone.sent);
    }

    @Test
    void looksForWhatIsMissingBeforeTheEnd() {
        join(phone, 1);
        route(SampleEvents.deleted("t", GROUP, 3));
        assertEquals(List.of("gap"), phone.sent);
    }

    @Test
    void endsNothingInOtherGroups() {
        join(phone, 1);
        route(SampleEvents.deleted("t", "g:y", 2));
        route(SampleEvents.deleted("u", GROUP, 2));
        route(SampleEvents.message("t", GROUP, 2));
        assertEquals(List.of("2"), phone.sent);
    }
}
