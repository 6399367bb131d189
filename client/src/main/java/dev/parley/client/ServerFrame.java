package dev.parley.client;

import java.util.Map;

/** A frame from the server. Fields that a frame does not carry are empty or 0. */
public sealed interface ServerFrame {
    /** @param conversations the head of each conversation of the user; events come from there on */
    record Welcome(String user, long heartbeatMs, Map<String, Long> conversations) implements ServerFrame {}

    /** The outcome of a message that was sent on this socket. */
    record Answer(String clientMsgId, Outcome outcome) implements ServerFrame {}

    record Live(ReceivedEvent event) implements ServerFrame {}

    record CaughtUp(String conversation, long seq) implements ServerFrame {}

    record Resync(String conversation, long seq, String reason) implements ServerFrame {}

    record GoingAway(long reconnectAfterMs) implements ServerFrame {}

    record Pong() implements ServerFrame {}

    /** What is live and has no seq: {@code receipt}, {@code conversation.updated}. What it says is read over REST. */
    record Signal(String type, String conversation) implements ServerFrame {}

    /** Anything else, {@code error} included. */
    record Other(String type, String code, String detail) implements ServerFrame {}
}
