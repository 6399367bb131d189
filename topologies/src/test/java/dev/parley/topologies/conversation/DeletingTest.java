package dev.parley.topologies.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Action;
import dev.parley.schemas.DeleteMessage;
import dev.parley.schemas.EditMessage;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.MessageDeleted;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may delete what, and what is impossible afterwards. */
class DeletingTest {
    private static final String TEAM = "g:team";

    private final Chat chat = new Chat();

    @Test
    void deletesOnceAndAnswersARetryAlike() {
        var message = said("d:al:bo", "al");
        var first = chat.send(delete("d:al:bo", "al", "x", message));
        var event = first.event();
        assertEquals(2, event.getSeq());
        assertEquals(1, event.getMessageNo());
        assertNull(event.getContent());
        assertEquals(1, assertInstanceOf(MessageDeleted.class, event.getBody()).getMessageSeq());
        var again = chat.send(delete("d:al:bo", "al", "x", message));
        assertTrue(again.events().isEmpty());
        assertEquals(event, chat.eventIn(again.accepted()));
    }

    @Test
    void refusesEveryLaterChange() {
        var message = said("d:al:bo", "al");
        chat.send(delete("d:al:bo", "al", "x", message));
        assertEquals("message-deleted", refusal(delete("d:al:bo", "al", "y", message)));
        assertEquals("message-deleted", refusal(edit("d:al:bo", "al", "z", message)));
        assertEquals("reply-to-unknown", refusal(Chat.reply("d:al:bo", "bo", "r", "ho", message)));
        // An edit that was made offline comes late: the deletion is remembered from its own time on.
        chat.pass(Duration.ofHours(23));
        assertEquals("message-deleted", refusal(edit("d:al:bo", "al", "late", message)));
    }

    @Test
    void letsTheAuthorAndModeratorsDelete() {
        chat.send(Chat.createGroup("team", "al", GroupAccess.PUBLIC, null));
        chat.send(Chat.join("team", "bo", "j", null));
        chat.send(Chat.join("team", "cy", "j", null));
        var message = said(TEAM, "bo");
        assertEquals("not-permitted", refusal(delete(TEAM, "cy", "x1", message)));
        assertEquals("not-a-member", refusal(delete(TEAM, "di", "x2", message)));
        assertEquals("al", chat.send(delete(TEAM, "al", "x3", message)).event().getActor());
    }

    @Test
    void letsNobodyDeleteTheOthersMessageOfADirectConversation() {
        var message = said("d:al:bo", "al");
        assertEquals("not-permitted", refusal(delete("d:al:bo", "bo", "x", message)));
    }

    @Test
    void tellsStrangersNothingOfAPrivateGroup() {
        chat.send(Chat.createGroup("team", "al", GroupAccess.PRIVATE, null));
        var message = said(TEAM, "al");
        assertEquals("message-not-found", refusal(delete(TEAM, "cy", "x1", message)));
        assertEquals("message-not-found", refusal(delete("g:none", "cy", "x2", message)));
    }

    private String said(String conversation, String actor) {
        var event = chat.send(Chat.text(conversation, actor, "say", "old")).event();
        return assertInstanceOf(MessageCreated.class, event.getBody()).getMessageId();
    }

    private String refusal(Action action) {
        return chat.send(action).rejected().getCode();
    }

    private static Action delete(String conversation, String actor, String id, String message) {
        return Chat.action(conversation, actor, id, new DeleteMessage(message));
    }

    private static Action edit(String conversation, String actor, String id, String message) {
        var content = MessageContent.newBuilder().setText("new").build();
        return Chat.action(conversation, actor, id, new EditMessage(message, List.of("text"), content, null));
    }
}
