package dev.parley.topologies.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Action;
import dev.parley.schemas.CancelScheduled;
import dev.parley.schemas.DeleteGroup;
import dev.parley.schemas.DeleteMessage;
import dev.parley.schemas.Event;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.LeaveGroup;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.ScheduleMessage;
import dev.parley.schemas.ScheduledMessage;
import dev.parley.schemas.ScheduledState;
import dev.parley.schemas.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages that are sent later: when, by whom, and what stops them. */
class SchedulingTest {
    private static final String DIRECT = "d:al:bo";
    private static final String TEAM = "g:team";
    private static final Duration HOUR = Duration.ofHours(1);

    private final Chat chat = new Chat();

    @Test
    void sendsAsTheAuthorOnceItIsDue() {
        var answer = chat.send(in(HOUR, DIRECT, "al", "k"));
        assertTrue(answer.events().isEmpty());
        assertEquals(0, answer.accepted().getLastSeq());
        var waiting = chat.scheduledIn(answer.accepted());
        assertEquals(ScheduledState.WAITING, waiting.getState());
        assertNull(waiting.getContent());
        assertNotNull(chat.scheduledIn(answer.outputs()).getFirst().getContent());

        chat.pass(HOUR.toMillis() - 1);
        assertTrue(chat.tick().isEmpty());
        chat.pass(1);
        var outputs = chat.raw(Chat.text(DIRECT, "bo", "other", "after it")).outputs();
        var event = chat.eventsIn(outputs).getFirst();
        assertEquals("al", event.getActor());
        assertEquals("k", event.getActionId());
        assertEquals(1, event.getSeq());
        assertEquals(chat.now(), event.getAt().toEpochMilli());
        assertEquals("later", ((MessageContent) event.getContent()).getText());
        var sent = chat.scheduledIn(outputs).getFirst();
        assertEquals(ScheduledState.SENT, sent.getState());
        assertEquals(waiting.getId(), sent.getId());
        assertEquals(assertInstanceOf(MessageCreated.class, event.getBody()).getMessageId(), sent.getMessageId());
        assertNull(sent.getContent());
        assertTrue(sent.getVersion() > waiting.getVersion());
        assertTrue(chat.tick().isEmpty());
    }

    @Test
    void decidesByPartitionTimeWhatLiesAhead() {
        assertEquals("send-at-invalid", refusal(in(Duration.ZERO, DIRECT, "al", "a")));
        assertEquals("send-at-invalid", refusal(in(Duration.ofDays(-1), DIRECT, "al", "b")));
        assertEquals("send-at-invalid", refusal(in(Duration.ofDays(400), DIRECT, "al", "c")));
        chat.send(in(Duration.ofDays(365), DIRECT, "al", "d")).accepted();
        // An edge whose clock is hours behind stamps nothing that counts.
        var late = Action.newBuilder(in(HOUR, DIRECT, "al", "e"))
                .setClientAt(Instant.EPOCH)
                .build();
        chat.pass(HOUR);
        assertEquals("send-at-invalid", refusal(late));
    }

    @Test
    void answersARetryAlikeBeforeAndAfterItWasSent() {
        var action = in(HOUR, DIRECT, "al", "k");
        var first = chat.send(action).accepted();
        assertEquals(first, chat.send(action).accepted());
        chat.pass(HOUR);
        assertEquals(1, chat.tick().size());
        assertEquals(first, chat.send(action).accepted());
        assertEquals("action-id-reused", refusal(Chat.text(DIRECT, "al", "k", "later")));
    }

    @Test
    void cancelsOnceAndOnlyForTheAuthor() {
        var id = scheduled(in(HOUR, DIRECT, "al", "k")).getId();
        assertEquals("scheduled-not-found", refusal(cancel(DIRECT, "bo", "x", id)));
        assertEquals("scheduled-not-found", refusal(cancel("d:al:cy", "al", "x", id)));
        var cancelled = chat.send(cancel(DIRECT, "al", "y", id));
        assertEquals(
                ScheduledState.CANCELLED,
                chat.scheduledIn(cancelled.outputs()).getFirst().getState());
        assertNull(chat.scheduledIn(cancelled.outputs()).getFirst().getContent());
        assertEquals(
                cancelled.accepted(), chat.send(cancel(DIRECT, "al", "y", id)).accepted());
        assertEquals("scheduled-not-found", refusal(cancel(DIRECT, "al", "z", id)));
        chat.pass(HOUR);
        assertTrue(chat.tick().isEmpty());
    }

    @Test
    void limitsWhatWaitsOfAUserInAConversation() {
        for (var i = 0; i < 100; i++) {
            scheduled(in(HOUR, DIRECT, "al", "k" + i));
        }
        assertEquals("scheduled-limit", refusal(in(HOUR, DIRECT, "al", "more")));
        scheduled(in(HOUR, DIRECT, "bo", "k"));
        scheduled(in(HOUR, "d:al:cy", "al", "k"));
        chat.pass(HOUR);
        assertEquals(102, chat.tick().size());
        scheduled(in(HOUR, DIRECT, "al", "again"));
    }

    @Test
    void failsWithTheCodeOfTheMomentWhereTheAuthorMayNotSendThen() {
        chat.send(Chat.createGroup("team", "al", GroupAccess.PUBLIC, null));
        chat.send(Chat.join("team", "bo", "j", null));
        assertEquals("not-a-member", refusal(in(HOUR, TEAM, "cy", "k")));
        var id = scheduled(in(HOUR, TEAM, "bo", "k")).getId();
        chat.send(Chat.action(TEAM, "bo", "l", new LeaveGroup()));
        chat.pass(HOUR);
        var outputs = chat.raw(tick()).outputs();
        assertTrue(chat.eventsIn(outputs).isEmpty());
        var failed = chat.scheduledIn(outputs).getFirst();
        assertEquals(ScheduledState.FAILED, failed.getState());
        assertEquals("not-a-member", failed.getCode());
        assertNotNull(failed.getContent());
        assertEquals("scheduled-not-found", refusal(cancel(TEAM, "bo", "x", id)));
    }

    @Test
    void failsWhereItsGroupIsGoneThoughThereIsANewOneOfTheSameId() {
        chat.send(Chat.createGroup("team", "al", GroupAccess.PUBLIC, null));
        chat.send(Chat.join("team", "bo", "j1", null));
        scheduled(in(HOUR, TEAM, "bo", "k1"));
        chat.send(Chat.action(TEAM, "al", "d", new DeleteGroup())).event();
        chat.send(Chat.createGroup("team", "bo", GroupAccess.PUBLIC, null)).event();
        scheduled(in(HOUR, TEAM, "bo", "k2"));
        chat.pass(HOUR);
        var outputs = chat.raw(tick()).outputs();
        assertEquals(
                List.of("k2"),
                chat.eventsIn(outputs).stream().map(Event::getActionId).toList());
        var failed = chat.scheduledIn(outputs).stream()
                .filter(it -> it.getState() == ScheduledState.FAILED)
                .toList();
        assertEquals(
                List.of("k1"),
                failed.stream().map(ScheduledMessage::getActionId).toList());
        assertEquals("group-not-found", failed.getFirst().getCode());
        assertNotNull(failed.getFirst().getContent());
        scheduled(in(HOUR, TEAM, "bo", "k3"));
    }

    @Test
    void isSentWhereTheAuthorLeftTheGroupAndCameBack() {
        chat.send(Chat.createGroup("team", "al", GroupAccess.PUBLIC, null));
        chat.send(Chat.join("team", "bo", "j1", null));
        scheduled(in(HOUR, TEAM, "bo", "k"));
        chat.send(Chat.action(TEAM, "bo", "l", new LeaveGroup()));
        chat.send(Chat.join("team", "bo", "j2", null));
        chat.pass(HOUR);
        assertEquals(1, chat.eventsIn(chat.raw(tick()).outputs()).size());
    }

    @Test
    void letsSomebodyWhoLeftCancel() {
        chat.send(Chat.createGroup("team", "al", GroupAccess.PRIVATE, null));
        var id = scheduled(in(HOUR, TEAM, "al", "k")).getId();
        assertEquals("scheduled-not-found", refusal(cancel(TEAM, "cy", "x", id)));
        chat.send(cancel(TEAM, "al", "y", id)).accepted();
    }

    @Test
    void knowsWhatItAnswersDaysLater() {
        var first = chat.send(Chat.text(DIRECT, "bo", "a", "first")).event();
        var gone = chat.send(Chat.text(DIRECT, "bo", "b", "gone")).event();
        scheduled(replyIn(Duration.ofDays(9), "r1", idOf(first.getBody())));
        scheduled(replyIn(Duration.ofDays(9), "r2", idOf(gone.getBody())));
        chat.send(Chat.action(DIRECT, "bo", "d", new DeleteMessage(idOf(gone.getBody()))));
        // Whatever is purged meanwhile: what timers need stays.
        for (var day = 0; day < 9; day++) {
            chat.pass(Duration.ofDays(1).minusMillis(1));
            assertTrue(chat.tick().isEmpty());
        }
        chat.pass(9);
        var outputs = chat.raw(tick()).outputs();
        assertEquals(
                List.of("r1"),
                chat.eventsIn(outputs).stream()
                        .map(event -> event.getActionId())
                        .toList());
        assertEquals(
                List.of("reply-to-unknown"),
                chat.scheduledIn(outputs).stream()
                        .filter(it -> it.getState() == ScheduledState.FAILED)
                        .map(ScheduledMessage::getCode)
                        .toList());
    }

    private ScheduledMessage scheduled(Action action) {
        return chat.scheduledIn(chat.send(action).accepted());
    }

    private String refusal(Action action) {
        return chat.send(action).rejected().getCode();
    }

    private static String idOf(Object created) {
        return assertInstanceOf(MessageCreated.class, created).getMessageId();
    }

    private static Action tick() {
        return Chat.action("", "", "", new Tick());
    }

    private Action in(Duration ahead, String conversation, String actor, String id) {
        return at(ahead, conversation, actor, id, Chat.message("later", null));
    }

    private Action replyIn(Duration ahead, String id, String replyTo) {
        return at(ahead, DIRECT, "al", id, Chat.message("later", replyTo));
    }

    private Action at(Duration ahead, String conversation, String actor, String id, PostMessage message) {
        var sendAt = Instant.ofEpochMilli(chat.now()).plus(ahead);
        return Chat.action(conversation, actor, id, new ScheduleMessage(sendAt, message));
    }

    private static Action cancel(String conversation, String actor, String id, String scheduledId) {
        return Chat.action(conversation, actor, id, new CancelScheduled(scheduledId));
    }
}
