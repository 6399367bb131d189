package dev.parley.topologies.users;

import dev.parley.schemas.HideMessage;
import dev.parley.schemas.ReadThread;
import dev.parley.schemas.SaveMessage;
import dev.parley.schemas.SubscribeThread;
import dev.parley.schemas.UnsaveMessage;
import dev.parley.schemas.UnsubscribeThread;
import java.util.Optional;

/**
 * What a user wants to set on a message.
 *
 * @param upToSeq how far its thread was read; 0 where the request is about something else
 */
record MarkRequest(Kind kind, String conversation, String messageId, long messageSeq, long upToSeq) {
    enum Kind {
        SAVE,
        UNSAVE,
        HIDE,
        SUBSCRIBE,
        UNSUBSCRIBE,
        READ_THREAD
    }

    private static MarkRequest of(Kind kind, String conversation, String messageId, long messageSeq) {
        return new MarkRequest(kind, conversation, messageId, messageSeq, 0);
    }

    /** Empty where an action is about something else. */
    static Optional<MarkRequest> in(Object body) {
        return Optional.ofNullable(
                switch (body) {
                    case SaveMessage it -> of(Kind.SAVE, it.getConversation(), it.getMessageId(), it.getMessageSeq());
                    case UnsaveMessage it ->
                        of(Kind.UNSAVE, it.getConversation(), it.getMessageId(), it.getMessageSeq());
                    case HideMessage it -> of(Kind.HIDE, it.getConversation(), it.getMessageId(), it.getMessageSeq());
                    case SubscribeThread it ->
                        of(Kind.SUBSCRIBE, it.getConversation(), it.getMessageId(), it.getMessageSeq());
                    case UnsubscribeThread it ->
                        of(Kind.UNSUBSCRIBE, it.getConversation(), it.getMessageId(), it.getMessageSeq());
                    case ReadThread it ->
                        new MarkRequest(
                                Kind.READ_THREAD,
                                it.getConversation(),
                                it.getMessageId(),
                                it.getMessageSeq(),
                                it.getUpToSeq());
                    default -> null;
                });
    }
}
