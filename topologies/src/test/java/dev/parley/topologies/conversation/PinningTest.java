package dev.parley.topologies.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Action;
import dev.parley.schemas.DeleteMessage;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.MessagePinned;
import dev.parley.schemas.MessageUnpinned;
import dev.parley.schemas.PinMessage;
import dev.parley.schemas.Target;
import dev.parley.schemas.UnpinMessage;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Who may pin what, and how many. */
class PinningTest {
    private static final String TEAM = "g:team";

    private final Chat chat = new Chat();
    private int actions;

    @Test
    void pinsAndUnpinsOnce() {
        var message = said("d:al:bo", "al");
        var pinned = chat.send(pin("d:al:bo", "bo", message)).event();
        assertEquals("bo", pinned.getActor());
        assertEquals(1, assertInstanceOf(MessagePinned.class, pinned.getBody()).getMessageSeq());
        assertUnchanged(pin("d:al:bo", "al", message));
        var unpinned = chat.send(unpin("d:al:bo", "al", message)).event();
        assertEquals(
                "al",
                assertInstanceOf(MessageUnpinned.class, unpinned.getBody()).getAuthor());
        assertUnchanged(unpin("d:al:bo", "bo", message));
    }

    @Test
    void letsModeratorsOfAGroupPin() {
        chat.send(Chat.createGroup("team", "al", GroupAccess.PUBLIC, null));
        chat.send(Chat.createGroup("board", "al", GroupAccess.PRIVATE, null));
        chat.send(Chat.join("team", "bo", "j", null));
        var message = said(TEAM, "bo");
        assertEquals("not-permitted", refusal(pin(TEAM, "bo", message)));
        assertEquals("not-a-member", refusal(pin(TEAM, "cy", message)));
        assertEquals("message-not-found", refusal(pin("g:board", "cy", said("g:board", "al"))));
        chat.send(pin(TEAM, "al", message)).accepted();
        assertEquals("not-permitted", refusal(unpin(TEAM, "bo", message)));
    }

    @Test
    void pinsNothingThatIsDeletedOrNotThere() {
        var message = said("d:al:bo", "al");
        chat.send(pin("d:al:bo", "al", message));
        chat.send(action("d:al:bo", "al", new DeleteMessage(message)));
        assertEquals("message-deleted", refusal(pin("d:al:bo", "al", message)));
        assertEquals("message-deleted", refusal(unpin("d:al:bo", "al", message)));
        assertEquals("message-not-found", refusal(pin("d:al:bo", "al", "none")));
    }

    @Test
    void pinsAHundredAndMoreOnceOneIsUnpinnedOrDeleted() {
        var messages = new ArrayList<String>();
        for (var i = 0; i < 103; i++) {
            messages.add(said("d:al:bo", "al"));
        }
        for (var message : messages.subList(0, 100)) {
            chat.send(pin("d:al:bo", "al", message)).accepted();
        }
        assertEquals("message-pins-limit", refusal(pin("d:al:bo", "al", messages.get(100))));
        chat.send(unpin("d:al:bo", "al", messages.get(3)));
        chat.send(pin("d:al:bo", "al", messages.get(100))).accepted();
        assertEquals("message-pins-limit", refusal(pin("d:al:bo", "al", messages.get(101))));
        chat.send(action("d:al:bo", "al", new DeleteMessage(messages.get(4))));
        chat.send(action("d:al:bo", "al", new DeleteMessage(messages.get(102))));
        chat.send(pin("d:al:bo", "al", messages.get(101))).accepted();
        assertEquals("message-pins-limit", refusal(pin("d:al:bo", "al", messages.get(3))));
    }

    @Test
    void knowsFromTheStoreWhetherAnOlderMessageIsPinned() {
        var pinned = Target.newBuilder()
                .setMessageId("old")
                .setSeq(1)
                .setAuthor("al")
                .setPinned(true)
                .build();
        assertUnchanged(
                Action.newBuilder(pin("d:al:bo", "al", "old")).setTarget(pinned).build());
        chat.send(Action.newBuilder(unpin("d:al:bo", "al", "old"))
                        .setTarget(pinned)
                        .build())
                .accepted();
        assertUnchanged(Action.newBuilder(unpin("d:al:bo", "al", "old"))
                .setTarget(pinned)
                .build());
    }

    private String said(String conversation, String actor) {
        var event = chat.send(Chat.text(conversation, actor, "say" + actions++, "hi"))
                .event();
        return assertInstanceOf(MessageCreated.class, event.getBody()).getMessageId();
    }

    private Action pin(String conversation, String actor, String message) {
        return action(conversation, actor, new PinMessage(message));
    }

    private Action unpin(String conversation, String actor, String message) {
        return action(conversation, actor, new UnpinMessage(message));
    }

    private Action action(String conversation, String actor, Object body) {
        return Chat.action(conversation, actor, "a" + actions++, body);
    }

    private void assertUnchanged(Action action) {
        var result = chat.send(action);
        assertTrue(result.events().isEmpty());
        assertTrue(result.accepted().getLastSeq() < result.accepted().getFirstSeq());
    }

    private String refusal(Action action) {
        return chat.send(action).rejected().getCode();
    }
}
