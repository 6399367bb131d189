package dev.parley.topologies.users;

import dev.parley.schemas.HideMessage;
import dev.parley.schemas.SaveMessage;
import dev.parley.schemas.SubscribeThread;
import dev.parley.schemas.UnsaveMessage;
import dev.parley.schemas.UnsubscribeThread;
import java.util.Optional;

/** What a user wants to set on a message. */
record MarkRequest(Kind kind, String conversation, String messageId, long messageSeq) {
    enum Kind {
        SAVE,
        UNSAVE,
        HIDE,
        SUBSCRIBE,
        UNSUBSCRIBE
    }

    /** Empty where an action is about something else. */
    static Optional<MarkRequest> in(Object body) {
        return Optional.ofNullable(
                switch (body) {
                    case SaveMessage it ->
                        new MarkRequest(Kind.SAVE, it.getConversation(), it.getMessageId(), it.getMessageSeq());
                    case UnsaveMessage it ->
                        new MarkRequest(Kind.UNSAVE, it.getConversation(), it.getMessageId(), it.getMessageSeq());
                    case HideMessage it ->
                        new MarkRequest(Kind.HIDE, it.getConversation(), it.getMessageId(), it.getMessageSeq());
                    case SubscribeThread it ->
                        new MarkRequest(Kind.SUBSCRIBE, it.getConversation(), it.getMessageId(), it.getMessageSeq());
                    case UnsubscribeThread it ->
                        new MarkRequest(Kind.UNSUBSCRIBE, it.getConversation(), it.getMessageId(), it.getMessageSeq());
                    default -> null;
                });
    }
}
