package dev.parley.topologies.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Action;
import dev.parley.schemas.DeleteMessage;
import dev.parley.schemas.EditMessage;
import dev.parley.schemas.Event;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.MessageDeleted;
import dev.parley.schemas.MessageEdited;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.Target;
import dev.parley.schemas.ThreadUpdated;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Replies and what they make of their thread. */
class ThreadsTest {
    private static final String DIRECT = "d:al:bo";

    private final Chat chat = new Chat();

    @Test
    void countsAReplyRightBehindIt() {
        var parent = said("al", "p");
        chat.pass(1_000);
        var replied = chat.send(reply("bo", "r", parent));
        assertEquals(2, replied.events().size());
        assertEquals(2, replied.accepted().getFirstSeq());
        assertEquals(3, replied.accepted().getLastSeq());
        assertEquals(parent, created(replied.event()).getParentId());
        assertEquals(1, created(replied.event()).getParentSeq());
        var thread = replied.events().getLast();
        assertEquals(3, thread.getSeq());
        assertEquals(2, thread.getMessageNo());
        assertEquals(new ThreadUpdated(parent, 1L, "al", 1L, at(1_000), 2L), thread.getBody());
    }

    @Test
    void countsOn() {
        var parent = said("al", "p");
        chat.send(reply("bo", "r1", parent));
        chat.send(reply("al", "r2", parent));
        assertEquals(3, thread(chat.send(reply("bo", "r3", parent))).getReplies());
    }

    @Test
    void answersARetryWithTheReply() {
        var parent = said("al", "p");
        var first = chat.send(reply("bo", "r", parent));
        chat.send(reply("al", "r2", parent));
        var again = chat.send(reply("bo", "r", parent));
        assertTrue(again.events().isEmpty());
        assertEquals(first.event(), chat.eventIn(again.accepted()));
        assertEquals(3, again.accepted().getLastSeq());
    }

    @Test
    void refusesAReplyToAReply() {
        var reply = idOf(chat.send(reply("bo", "r", said("al", "p"))).event());
        assertEquals("parent-is-reply", refusal(reply("al", "x", reply)));
    }

    @Test
    void refusesAReplyToWhatIsNotThere() {
        assertEquals("parent-unknown", refusal(reply("al", "x", "none")));
        var parent = said("al", "p");
        chat.send(delete("al", "d", parent));
        assertEquals("parent-unknown", refusal(reply("bo", "y", parent)));
    }

    @Test
    void lowersTheCountWhereAReplyIsDeleted() {
        var parent = said("al", "p");
        chat.send(reply("bo", "r1", parent));
        var second = chat.send(reply("bo", "r2", parent)).event();
        var deleted = chat.send(delete("bo", "d", idOf(second)));
        assertEquals(2, deleted.events().size());
        var thread = thread(deleted);
        assertEquals(1, thread.getReplies());
        // The last reply is the last one that was sent.
        assertEquals(second.getSeq(), thread.getLastReplySeq());
        assertEquals(second.getAt(), thread.getLastReplyAt());
        assertEquals(2, thread(chat.send(reply("al", "r3", parent))).getReplies());
    }

    @Test
    void countsAReplyThatAModeratorDeletes() {
        chat.send(Chat.createGroup("team", "al", GroupAccess.PUBLIC, null));
        chat.send(Chat.join("team", "bo", "j", null));
        var parent = idOf(chat.send(Chat.text("g:team", "bo", "p", "first")).event());
        var reply = idOf(chat.send(post("g:team", "bo", "r", parent)).event());
        var deleted = chat.send(Chat.action("g:team", "al", "d", new DeleteMessage(reply)));
        assertEquals("al", deleted.events().getLast().getActor());
        assertEquals(0, thread(deleted).getReplies());
        assertEquals("bo", thread(deleted).getAuthor());
    }

    @Test
    void leavesTheRepliesOfADeletedMessageAndGoesOnCountingThem() {
        var parent = said("al", "p");
        var reply = idOf(chat.send(reply("bo", "r", parent)).event());
        assertEquals(1, chat.send(delete("al", "d", parent)).events().size());
        chat.send(edit("bo", "e", reply));
        assertEquals(0, thread(chat.send(delete("bo", "d2", reply))).getReplies());
        assertEquals("message-deleted", refusal(edit("al", "e2", parent)));
    }

    @Test
    void keepsTheVersionOfTheFirstMessage() {
        var parent = said("al", "p");
        chat.send(reply("bo", "r", parent));
        var content = MessageContent.newBuilder().setText("new").build();
        var edited = chat.send(Chat.action(DIRECT, "al", "e", new EditMessage(parent, List.of("text"), content, 1L)));
        assertEquals(4, edited.event().getSeq());
    }

    @Test
    void saysOfAnEditedOrDeletedReplyWhichThreadItBelongsTo() {
        var parent = said("al", "p");
        var reply = idOf(chat.send(reply("bo", "r", parent)).event());
        var edited = (MessageEdited) chat.send(edit("bo", "e", reply)).event().getBody();
        assertEquals(parent, edited.getParentId());
        assertEquals(1, edited.getParentSeq());
        var deleted =
                (MessageDeleted) chat.send(delete("bo", "d", reply)).event().getBody();
        assertEquals(parent, deleted.getParentId());
        var noReply =
                (MessageEdited) chat.send(edit("al", "e2", parent)).event().getBody();
        assertNull(noReply.getParentId());
        assertNull(noReply.getParentSeq());
        var ended =
                (MessageDeleted) chat.send(delete("al", "d2", parent)).event().getBody();
        assertNull(ended.getParentId());
    }

    @Test
    void knowsTheThreadOfAnOlderReplyAsFarAsTheEdgeSaysIt() {
        var parent = said("al", "p");
        var reply = idOf(chat.send(reply("bo", "r", parent)).event());
        chat.pass(Duration.ofHours(25));
        var ofReply = target(reply, 2, "bo").setParentId(parent).build();
        var alone =
                Action.newBuilder(edit("bo", "e1", reply)).setTarget(ofReply).build();
        var edited = (MessageEdited) chat.send(alone).event().getBody();
        assertEquals(parent, edited.getParentId());
        assertNull(edited.getParentSeq());
        var both = Action.newBuilder(edit("bo", "e2", reply))
                .setParentTarget(target(parent, 1, "al").build())
                .build();
        assertEquals(1, ((MessageEdited) chat.send(both).event().getBody()).getParentSeq());
    }

    @Test
    void goesOnCountingFromWhatTheEdgeReadOfAnOlderThread() {
        var parent = said("al", "p");
        chat.send(reply("bo", "r1", parent));
        chat.pass(Duration.ofHours(25));
        assertEquals("parent-unknown", refusal(reply("bo", "r2", parent)));
        var stamped = Action.newBuilder(reply("bo", "r3", parent))
                .setParentTarget(
                        target(parent, 1, "al").setReplies(1).setLastReplySeq(2).build())
                .build();
        assertEquals(2, thread(chat.send(stamped)).getReplies());
        // From now on the conversation knows better than a store that is behind.
        var late = Action.newBuilder(reply("bo", "r4", parent))
                .setParentTarget(
                        target(parent, 1, "al").setReplies(1).setLastReplySeq(2).build())
                .build();
        assertEquals(3, thread(chat.send(late)).getReplies());
    }

    @Test
    void lowersTheCountOfAnOlderThreadByTheStampedTargets() {
        var parent = said("al", "p");
        var reply = chat.send(reply("bo", "r1", parent)).event();
        chat.pass(Duration.ofHours(25));
        var delete = Action.newBuilder(delete("bo", "d", idOf(reply)))
                .setTarget(target(idOf(reply), 2, "bo").setParentId(parent).build())
                .setParentTarget(target(parent, 1, "al")
                        .setReplies(1)
                        .setLastReplySeq(2)
                        .setLastReplyAt(Chat.BEGIN)
                        .build())
                .build();
        assertEquals(new ThreadUpdated(parent, 1L, "al", 0L, at(0), 2L), thread(chat.send(delete)));
    }

    @Test
    void deletesAnOlderReplyWhoseThreadIsNotStored() {
        var reply = chat.send(reply("bo", "r1", said("al", "p"))).event();
        chat.pass(Duration.ofHours(25));
        var delete = Action.newBuilder(delete("bo", "d", idOf(reply)))
                .setTarget(target(idOf(reply), 2, "bo").setParentId("gone").build())
                .build();
        assertEquals(1, chat.send(delete).events().size());
    }

    private static Target.Builder target(String id, long seq, String author) {
        return Target.newBuilder().setMessageId(id).setSeq(seq).setAuthor(author);
    }

    private String said(String actor, String id) {
        return idOf(chat.send(Chat.text(DIRECT, actor, id, "first")).event());
    }

    private String refusal(Action action) {
        return chat.send(action).rejected().getCode();
    }

    private static Action reply(String actor, String id, String parent) {
        return post(DIRECT, actor, id, parent);
    }

    private static Action post(String conversation, String actor, String id, String parent) {
        var body = PostMessage.newBuilder()
                .setContent(MessageContent.newBuilder().setText("reply").build())
                .setParentId(parent)
                .build();
        return Chat.action(conversation, actor, id, body);
    }

    private static Action delete(String actor, String id, String message) {
        return Chat.action(DIRECT, actor, id, new DeleteMessage(message));
    }

    private static Action edit(String actor, String id, String message) {
        var content = MessageContent.newBuilder().setText("new").build();
        return Chat.action(DIRECT, actor, id, new EditMessage(message, List.of("text"), content, null));
    }

    private static ThreadUpdated thread(Chat.Result result) {
        return assertInstanceOf(ThreadUpdated.class, result.events().getLast().getBody());
    }

    private static MessageCreated created(Event event) {
        return assertInstanceOf(MessageCreated.class, event.getBody());
    }

    private static String idOf(Event event) {
        return created(event).getMessageId();
    }

    private static Instant at(long millis) {
        return Instant.ofEpochMilli(Chat.BEGIN + millis);
    }
}
