package dev.parley.topologies.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Action;
import dev.parley.schemas.AddReaction;
import dev.parley.schemas.DeleteMessage;
import dev.parley.schemas.EditMessage;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.PinMessage;
import dev.parley.schemas.ReactionAdded;
import dev.parley.schemas.ReactionRemoved;
import dev.parley.schemas.RemoveReaction;
import dev.parley.schemas.Target;
import dev.parley.schemas.TargetReaction;
import dev.parley.topologies.conversation.Relation.Side;
import dev.parley.topologies.machine.TimerQueue;
import dev.parley.topologies.state.GroupMember;
import dev.parley.topologies.store.InMemoryKeyValues;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reactions: one a user and emoji, counted by the conversation and never by its readers. */
class ReactingTest {
    private static final String TEAM = "g:team";
    private static final String LIKE = "\uD83D\uDC4D";
    private static final String HEART = "\u2764";

    private final InMemoryKeyValues state = new InMemoryKeyValues();
    private final Chat chat = new Chat(state);
    private int actions;

    @Test
    void countsTheUsersWhoHaveAReaction() {
        var message = said("d:al:bo", "al");
        assertEquals(1, added(add("d:al:bo", "al", message, LIKE)).getCount());
        assertEquals(2, added(add("d:al:bo", "bo", message, LIKE)).getCount());
        assertEquals(1, added(add("d:al:bo", "bo", message, HEART)).getCount());
        var removed = removed(remove("d:al:bo", "al", message, LIKE));
        assertEquals(1, removed.getCount());
        assertEquals(1, removed.getMessageSeq());
        assertEquals("al", removed.getAuthor());
        assertEquals(LIKE, removed.getEmoji());
    }

    @Test
    void changesNothingWhereItIsAsAskedAlready() {
        var message = said("d:al:bo", "al");
        chat.send(add("d:al:bo", "bo", message, LIKE));
        assertUnchanged(add("d:al:bo", "bo", message, LIKE), 2);
        assertUnchanged(remove("d:al:bo", "bo", message, HEART), 2);
        assertUnchanged(remove("d:al:bo", "al", message, LIKE), 2);
        chat.send(remove("d:al:bo", "bo", message, LIKE));
        assertUnchanged(remove("d:al:bo", "bo", message, LIKE), 3);
    }

    @Test
    void countsRightAfterFastToggling() {
        var message = said("d:al:bo", "al");
        chat.send(add("d:al:bo", "al", message, LIKE));
        for (var i = 0; i < 20; i++) {
            assertEquals(2, added(add("d:al:bo", "bo", message, LIKE)).getCount());
            assertEquals(1, removed(remove("d:al:bo", "bo", message, LIKE)).getCount());
        }
    }

    @Test
    void answersARetryWithTheFirstCount() {
        var message = said("d:al:bo", "al");
        var first = add("d:al:bo", "bo", message, LIKE);
        var event = chat.send(first).event();
        chat.send(add("d:al:bo", "al", message, LIKE));
        var again = chat.send(first);
        assertTrue(again.events().isEmpty());
        assertEquals(event, chat.eventIn(again.accepted()));
    }

    @Test
    void takesFiftyDifferentReactionsAndMoreOnceOneIsGone() {
        var message = said("d:al:bo", "al");
        for (var kind = 0; kind < 50; kind++) {
            chat.send(add("d:al:bo", "al", message, "e" + kind)).accepted();
        }
        assertEquals("reactions-limit", refusal(add("d:al:bo", "bo", message, LIKE)));
        assertEquals(2, added(add("d:al:bo", "bo", message, "e7")).getCount());
        chat.send(remove("d:al:bo", "al", message, "e7"));
        assertEquals("reactions-limit", refusal(add("d:al:bo", "bo", message, LIKE)));
        chat.send(remove("d:al:bo", "bo", message, "e7"));
        assertEquals(1, added(add("d:al:bo", "bo", message, LIKE)).getCount());
    }

    @Test
    void leavesTheVersionOfTheMessageAsItIs() {
        var message = said("d:al:bo", "al");
        chat.send(add("d:al:bo", "bo", message, LIKE));
        var content = MessageContent.newBuilder().setText("new").build();
        var edit = action("d:al:bo", "al", new EditMessage(message, List.of("text"), content, 1L));
        assertEquals(3, chat.send(edit).event().getSeq());
    }

    @Test
    void refusesReactionsToWhatIsDeletedOrNotThere() {
        var message = said("d:al:bo", "al");
        chat.send(add("d:al:bo", "bo", message, LIKE));
        chat.send(action("d:al:bo", "al", new DeleteMessage(message)));
        assertEquals("message-deleted", refusal(add("d:al:bo", "bo", message, HEART)));
        assertEquals("message-deleted", refusal(remove("d:al:bo", "bo", message, LIKE)));
        assertEquals("message-not-found", refusal(add("d:al:bo", "bo", "none", LIKE)));
    }

    @Test
    void letsMembersOnlyReact() {
        chat.send(Chat.createGroup("team", "al", GroupAccess.PUBLIC, null));
        chat.send(Chat.createGroup("board", "al", GroupAccess.PRIVATE, null));
        assertEquals("not-a-member", refusal(add(TEAM, "cy", said(TEAM, "al"), LIKE)));
        assertEquals("message-not-found", refusal(add("g:board", "cy", said("g:board", "al"), LIKE)));
        assertEquals("not-a-member", refusal(add("d:al:bo", "cy", said("d:al:bo", "al"), LIKE)));
    }

    @Test
    void letsNeitherTheMutedNorTheBlockedReactOrPin() {
        var direct = said("d:al:bo", "al");
        var relation = new ConversationState(state, Chat.TENANT, "d:al:bo", new TimerQueue());
        relation.setRelation(relation.relation().withBlock(Side.FIRST, true));
        relation.moveHead(1, 1);
        for (var body :
                List.of(new AddReaction(direct, LIKE), new RemoveReaction(direct, LIKE), new PinMessage(direct))) {
            assertEquals("blocked", refusal(action("d:al:bo", "bo", body)));
        }
        assertEquals(1, added(add("d:al:bo", "al", direct, LIKE)).getCount());
        chat.send(Chat.createGroup("team", "al", GroupAccess.PUBLIC, null));
        chat.send(Chat.join("team", "bo", "j", null));
        var message = said(TEAM, "al");
        var members = new ConversationState(state, Chat.TENANT, TEAM, new TimerQueue()).members();
        var muted = GroupMember.newBuilder(members.find("bo").orElseThrow())
                .setMutedUntil(Long.MAX_VALUE)
                .build();
        members.set("bo", muted);
        assertEquals("muted", refusal(add(TEAM, "bo", message, LIKE)));
        assertEquals("muted", refusal(remove(TEAM, "bo", message, LIKE)));
    }

    @Test
    void goesOnFromTheStoreForAnOlderMessage() {
        var old = target("old", 3, 9, false);
        assertEquals(
                10, added(withTarget(add("d:al:bo", "bo", "old", LIKE), old)).getCount());
        // Its own facts are newer than what the store said before it had the event.
        assertUnchanged(withTarget(add("d:al:bo", "bo", "old", LIKE), old), 1);
        assertEquals(
                11, added(withTarget(add("d:al:bo", "al", "old", LIKE), old)).getCount());
        var reacted = target("old", 3, 9, true);
        assertEquals(
                10,
                removed(withTarget(remove("d:al:bo", "bo", "old", LIKE), reacted))
                        .getCount());
        assertUnchanged(withTarget(remove("d:al:bo", "bo", "old", LIKE), reacted), 3);
    }

    @Test
    void knowsOfAnOlderMessageWhoReactedBefore() {
        var reacted = target("old", 3, 1, true);
        assertUnchanged(withTarget(add("d:al:bo", "bo", "old", LIKE), reacted), 0);
        assertEquals(
                0,
                removed(withTarget(remove("d:al:bo", "bo", "old", LIKE), reacted))
                        .getCount());
    }

    @Test
    void countsKindsOfAnOlderMessageFromTheStore() {
        var full = target("old", 50, 0, false);
        assertEquals("reactions-limit", refusal(withTarget(add("d:al:bo", "bo", "old", LIKE), full)));
        var known = target("old", 50, 4, false);
        assertEquals(
                5, added(withTarget(add("d:al:bo", "bo", "old", LIKE), known)).getCount());
    }

    /** Facts end one by one: the store says what the ended ones said. */
    @Test
    void goesOnFromTheStoreOnceAFactHasEnded() {
        var message = said("d:al:bo", "al");
        chat.send(add("d:al:bo", "bo", message, LIKE));
        chat.pass(Duration.ofHours(13));
        chat.send(add("d:al:bo", "al", message, HEART));
        chat.pass(Duration.ofHours(12));
        var like = Target.newBuilder(target(message, 2, 1, true)).setSeq(1).build();
        assertUnchanged(withTarget(add("d:al:bo", "bo", message, LIKE), like), 3);
        var likeOfAl = Target.newBuilder(like)
                .setReaction(new TargetReaction(1L, false))
                .build();
        assertEquals(
                2,
                added(withTarget(add("d:al:bo", "al", message, LIKE), likeOfAl)).getCount());
        var heartOfBo = Target.newBuilder(like)
                .setReaction(new TargetReaction(0L, false))
                .build();
        assertEquals(
                2,
                added(withTarget(add("d:al:bo", "bo", message, HEART), heartOfBo))
                        .getCount());
    }

    private static Target target(String message, int kinds, long count, boolean reacted) {
        return Target.newBuilder()
                .setMessageId(message)
                .setSeq(1)
                .setAuthor("al")
                .setVersion(1)
                .setReactionKinds(kinds)
                .setReaction(new TargetReaction(count, reacted))
                .build();
    }

    private static Action withTarget(Action action, Target target) {
        return Action.newBuilder(action).setTarget(target).build();
    }

    private String said(String conversation, String actor) {
        var event = chat.send(Chat.text(conversation, actor, "say", "hi")).event();
        return assertInstanceOf(MessageCreated.class, event.getBody()).getMessageId();
    }

    private Action add(String conversation, String actor, String message, String emoji) {
        return action(conversation, actor, new AddReaction(message, emoji));
    }

    private Action remove(String conversation, String actor, String message, String emoji) {
        return action(conversation, actor, new RemoveReaction(message, emoji));
    }

    private Action action(String conversation, String actor, Object body) {
        return Chat.action(conversation, actor, "a" + actions++, body);
    }

    private ReactionAdded added(Action action) {
        return assertInstanceOf(ReactionAdded.class, chat.send(action).event().getBody());
    }

    private ReactionRemoved removed(Action action) {
        return assertInstanceOf(ReactionRemoved.class, chat.send(action).event().getBody());
    }

    private void assertUnchanged(Action action, long lastSeq) {
        var result = chat.send(action);
        assertTrue(result.events().isEmpty());
        assertEquals(lastSeq, result.accepted().getLastSeq());
        assertEquals(lastSeq + 1, result.accepted().getFirstSeq());
    }

    private String refusal(Action action) {
        return chat.send(action).rejected().getCode();
    }
}
