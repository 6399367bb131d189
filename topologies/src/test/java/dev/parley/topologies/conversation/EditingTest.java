package dev.parley.topologies.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.schemas.Action;
import dev.parley.schemas.Attachment;
import dev.parley.schemas.EditMessage;
import dev.parley.schemas.Event;
import dev.parley.schemas.GroupAccess;
import dev.parley.schemas.LeaveGroup;
import dev.parley.schemas.MessageContent;
import dev.parley.schemas.MessageCreated;
import dev.parley.schemas.MessageEdited;
import dev.parley.schemas.MessageKind;
import dev.parley.schemas.PostMessage;
import dev.parley.schemas.Rejected;
import dev.parley.schemas.Target;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who may edit what, and until when. */
class EditingTest {
    private static final String TEAM = "g:team";

    private final Chat chat = new Chat();

    @Test
    void givesAnEditASeqAndTheMessageAVersionButCountsNoMessage() {
        var message = said("d:al:bo", "al");
        var edit = chat.send(edit("d:al:bo", "al", "e", message, null)).event();
        assertEquals(2, edit.getSeq());
        assertEquals(1, edit.getMessageNo());
        var body = assertInstanceOf(MessageEdited.class, edit.getBody());
        assertEquals(1, body.getMessageSeq());
        assertEquals("al", body.getAuthor());
        assertEquals(List.of("text"), body.getFields());
        assertEquals("new", ((MessageContent) edit.getContent()).getText());
    }

    @Test
    void answersARetryWithTheSameEvent() {
        var message = said("d:al:bo", "al");
        var first = chat.send(edit("d:al:bo", "al", "e", message, null));
        var again = chat.send(edit("d:al:bo", "al", "e", message, null));
        assertTrue(again.events().isEmpty());
        assertEquals(first.accepted(), again.accepted());
        assertEquals(first.event(), chat.eventIn(again.accepted()));
    }

    @Test
    void takesAnEditOfTheVersionThatTheClientSawOnly() {
        var message = said("d:al:bo", "al");
        chat.send(edit("d:al:bo", "al", "e1", message, 1L));
        assertEquals("version-conflict", refusal(edit("d:al:bo", "al", "e2", message, 1L)));
        assertEquals(
                3, chat.send(edit("d:al:bo", "al", "e3", message, 2L)).event().getSeq());
    }

    @Test
    void letsNobodyButTheAuthorEdit() {
        chat.send(Chat.createGroup("team", "al", GroupAccess.PUBLIC, null));
        chat.send(Chat.join("team", "bo", "j", null));
        var message = said(TEAM, "bo");
        assertEquals("not-permitted", refusal(edit(TEAM, "al", "e1", message, null)));
        assertEquals("not-a-member", refusal(edit(TEAM, "cy", "e2", message, null)));
        chat.send(Chat.action(TEAM, "bo", "l", new LeaveGroup()));
        assertEquals("not-a-member", refusal(edit(TEAM, "bo", "e3", message, null)));
    }

    @Test
    void tellsStrangersNothingOfAPrivateGroup() {
        chat.send(Chat.createGroup("team", "al", GroupAccess.PRIVATE, null));
        var message = said(TEAM, "al");
        assertEquals("message-not-found", refusal(edit(TEAM, "cy", "e1", message, null)));
        assertEquals("message-not-found", refusal(edit("g:none", "cy", "e2", message, null)));
    }

    @Test
    void knowsAnOlderMessageFromTheEdge() {
        var message = said("d:al:bo", "al");
        chat.pass(Duration.ofHours(25));
        assertEquals("message-not-found", refusal(edit("d:al:bo", "al", "e1", message, null)));
        var stamped = Action.newBuilder(edit("d:al:bo", "al", "e2", message, 1L))
                .setTarget(new Target(message, 1L, "al", 1L, false, null, false, 0, 0L, 0L, 0L, null, false, false))
                .build();
        assertEquals(2, chat.send(stamped).event().getSeq());
        // From now on the conversation knows it again.
        chat.pass(Duration.ofHours(23));
        assertEquals("version-conflict", refusal(edit("d:al:bo", "al", "e3", message, 1L)));
        var deleted = Action.newBuilder(edit("d:al:cy", "al", "e4", message, null))
                .setTarget(new Target(message, 1L, "al", 4L, true, null, false, 0, 0L, 0L, 0L, null, false, false))
                .build();
        assertEquals("message-deleted", refusal(deleted));
    }

    @Test
    void doesNotFindAMessageOfAnotherConversation() {
        var message = said("d:al:bo", "al");
        assertEquals("message-not-found", refusal(edit("d:al:cy", "al", "e1", message, null)));
        assertEquals(
                "message-not-found",
                refusal(edit("d:al:bo", "al", "e2", UUID.randomUUID().toString(), null)));
    }

    @Test
    void takesNoFileOffAMessageThatNeedsOne() {
        var file = new Attachment("https://a.example", "n", "image/png", 5L, null, null, null, null);
        var content = MessageContent.newBuilder().setAttachments(List.of(file)).build();
        var image = PostMessage.newBuilder()
                .setKind(MessageKind.IMAGE)
                .setContent(content)
                .build();
        var sent = chat.send(Chat.action("d:al:bo", "al", "image", image)).event();
        var id = assertInstanceOf(MessageCreated.class, sent.getBody()).getMessageId();
        var without = MessageContent.newBuilder().build();
        var taken = new EditMessage(id, List.of("attachments"), without, null);
        assertEquals("file-required", refusal(Chat.action("d:al:bo", "al", "e1", taken)));
        var changed = new EditMessage(id, List.of("attachments"), content, null);
        assertEquals(
                2,
                chat.send(Chat.action("d:al:bo", "al", "e2", changed)).event().getSeq());
        var captioned = new EditMessage(id, List.of("text"), without, null);
        assertEquals(
                3,
                chat.send(Chat.action("d:al:bo", "al", "e3", captioned)).event().getSeq());
        var ofText = new EditMessage(said("d:al:bo", "al"), List.of("attachments"), without, null);
        assertEquals(
                5, chat.send(Chat.action("d:al:bo", "al", "e4", ofText)).event().getSeq());
    }

    @Test
    void clearsTheTextWhereTheKindDoesWithoutOne() {
        var none = MessageContent.newBuilder().build();
        for (var kind : List.of(MessageKind.CUSTOM, MessageKind.IMAGE, MessageKind.TEXT)) {
            var sent = chat.send(Chat.action("d:al:bo", "al", "send-" + kind, post(kind)))
                    .event();
            var id = idOf(sent);
            var cleared = chat.send(
                    Chat.action("d:al:bo", "al", kind + "-1", new EditMessage(id, List.of("text"), none, null)));
            if (kind == MessageKind.TEXT) {
                assertEquals("text-required", cleared.rejected().getCode());
            } else {
                assertNull(((MessageContent) cleared.event().getContent()).getText());
            }
            // Days later the edge says which kind it is.
            chat.pass(Duration.ofHours(49));
            var target = new Target(
                    id,
                    sent.getSeq(),
                    "al",
                    0L,
                    false,
                    null,
                    false,
                    0,
                    0L,
                    0L,
                    0L,
                    null,
                    false,
                    kind != MessageKind.TEXT);
            var later = Action.newBuilder(
                            Chat.action("d:al:bo", "al", kind + "-2", new EditMessage(id, List.of("text"), none, null)))
                    .setTarget(target)
                    .build();
            assertEquals(kind == MessageKind.TEXT, chat.send(later).outcome().getResult() instanceof Rejected);
        }
    }

    private static PostMessage post(MessageKind kind) {
        var file = new Attachment("https://a.example", "n", "image/png", 5L, null, null, null, null);
        var content = MessageContent.newBuilder()
                .setText("caption")
                .setAttachments(List.of(file))
                .build();
        return PostMessage.newBuilder().setKind(kind).setContent(content).build();
    }

    private String said(String conversation, String actor) {
        return idOf(chat.send(Chat.text(conversation, actor, "say", "old")).event());
    }

    private static String idOf(Event event) {
        return assertInstanceOf(MessageCreated.class, event.getBody()).getMessageId();
    }

    private String refusal(Action action) {
        return chat.send(action).rejected().getCode();
    }

    private static Action edit(String conversation, String actor, String id, String message, @Nullable Long version) {
        var content = MessageContent.newBuilder().setText("new").build();
        return Chat.action(conversation, actor, id, new EditMessage(message, List.of("text"), content, version));
    }
}
