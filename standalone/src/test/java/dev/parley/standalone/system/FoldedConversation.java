package dev.parley.standalone.system;

import com.fasterxml.jackson.databind.JsonNode;

/** What a client makes of a conversation that it got whole at some moment, and of the events after that. */
final class FoldedConversation {
    private final String user;
    private long messageNo;
    private long readUpTo;
    private long unread;
    private long lastMessageSeq;

    FoldedConversation(String user, JsonNode begun) {
        this.user = user;
        this.messageNo = begun.path("messageNo").asLong();
        this.readUpTo = begun.path("readUpTo").asLong();
        this.unread = begun.path("unread").asLong();
        this.lastMessageSeq = begun.at("/lastMessage/seq").asLong();
    }

    void take(JsonNode event) {
        messageNo = event.path("messageNo").asLong();
        var data = event.path("data");
        switch (event.path("event").asText()) {
            case "message.created" -> {
                if (data.at("/message/parentId").isMissingNode()) {
                    created(
                            event.path("seq").asLong(),
                            event.path("actor").asText().equals(user));
                }
            }
            case "message.deleted" -> {
                var isOthers = !data.path("sender").asText().equals(user);
                if (isOthers
                        && data.path("parentId").isMissingNode()
                        && data.path("messageSeq").asLong() > readUpTo) {
                    unread--;
                }
            }
            case "member.joined", "member.added" -> {
                if (data.path("user").asText().equals(user)) {
                    readAll(event.path("seq").asLong());
                }
            }
            default -> {}
        }
    }

    private void readAll(long seq) {
        readUpTo = seq;
        unread = 0;
    }

    private void created(long seq, boolean isOwn) {
        lastMessageSeq = Math.max(lastMessageSeq, seq);
        if (isOwn) {
            readAll(seq);
        } else if (seq > readUpTo) {
            unread++;
        }
    }

    long messageNo() {
        return messageNo;
    }

    long readUpTo() {
        return readUpTo;
    }

    long unread() {
        return unread;
    }

    long lastMessageSeq() {
        return lastMessageSeq;
    }
}
