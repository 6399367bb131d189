package dev.parley.client;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A frame from the server. Fields that a frame does not carry are empty or 0. */
public sealed interface ServerFrame {
    /** @param conversations the head of each conversation of the user; events come from there on */
    record Welcome(String user, long heartbeatMs, Map<String, Long> conversations) implements ServerFrame {}

    /** The outcome of a message that was sent on this socket. */
    record Answer(String clientMsgId, Outcome outcome) implements ServerFrame {}

    record Live(ReceivedEvent event) implements ServerFrame {}

    record CaughtUp(String conversation, long seq) implements ServerFrame {}

    record Resync(String conversation, long seq, String reason) implements ServerFrame {}

    /**
     * How far members have got.
     *
     * @param counts null where they are others, or nothing was counted
     */
    record Receipts(
            String conversation,
            List<Receipt> receipts,
            @Nullable OwnCounts counts) implements ServerFrame {}

    /** Of one member; seqs. */
    record Receipt(String user, long readUpTo, long deliveredUpTo) {}

    /**
     * What the receiving user has not read behind its own receipt.
     *
     * @param seq up to which messages were counted
     */
    record OwnCounts(long unread, long mentions, boolean isMarkedUnread, long seq) {}

    /** The log has what the client said of how far it is, under this reference. */
    record ReceiptTaken(String ref) implements ServerFrame {}

    /** The user changed its own settings of a conversation, on whichever device. */
    record ConversationUpdated(String conversation) implements ServerFrame {}

    /**
     * Users as they are shown now: the answer to a watch, or those that changed.
     *
     * @param ref of the watch that it answers; null where users changed
     * @param coalescedMs for how long changes were gathered; 0 where they came at once
     */
    record Presence(List<PresentUser> users, @Nullable String ref, long coalescedMs) implements ServerFrame {}

    /**
     * One user.
     *
     * @param state online, away, busy or offline; invisible of the receiving user; unknown where the platform cannot tell
     * @param until when state and text end by themselves, as the platform writes times
     */
    record PresentUser(
            String user,
            String state,
            @Nullable String text,
            @Nullable String until,
            @Nullable String lastActiveAt) {}

    /** The log has what the client said of its user, under this reference. */
    record PresenceTaken(String ref) implements ServerFrame {}

    /**
     * Who types in a conversation. It ends by itself after {@code expiresInMs}, and with a message of the user.
     *
     * @param users who begin or stop; in the frame of a group some of those who type
     * @param group how many type in all, where the frame shows the whole group as it is now; else null
     */
    record Typing(
            String conversation,
            List<String> users,
            boolean isOn,
            long expiresInMs,
            @Nullable Long group) implements ServerFrame {}

    /**
     * What another user's application shows.
     *
     * @param data a JSON object
     */
    record Transient(String conversation, String user, String data) implements ServerFrame {}

    /** Frames of this type that had no reference were not taken. */
    record Throttled(String feature, long retryAfterMs) implements ServerFrame {}

    record GoingAway(long reconnectAfterMs) implements ServerFrame {}

    record Pong() implements ServerFrame {}

    /** Anything else, {@code error} included. */
    record Other(String type, String code, String detail) implements ServerFrame {}
}
