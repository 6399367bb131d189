package dev.parley.readmodel.sql;

import java.util.List;

/**
 * Messages of a conversation, or of one of its threads, to be counted.
 *
 * @param parentSeq seq of the thread's first message; 0 = what belongs to no thread
 * @param parentId id of that message; empty where there is none
 * @param after only messages with a higher seq
 * @param upTo none with a higher seq
 */
record CountedRange(String conversation, long parentSeq, String parentId, long after, long upTo) {
    private static final int NO_THREAD = 0;

    /** Names what a count is of. */
    record Place(String conversation, long parentSeq) {}

    static CountedRange inConversation(String conversation, long after, long upTo) {
        return new CountedRange(conversation, NO_THREAD, "", after, upTo);
    }

    static CountedRange inThread(String conversation, long parentSeq, String parentId, long after) {
        return new CountedRange(conversation, parentSeq, parentId, after, Long.MAX_VALUE);
    }

    Place place() {
        return new Place(conversation, parentSeq);
    }

    /** Parameters of {@code conversation = ? AND seq > ? AND seq <= ?}. */
    List<Object> seqs() {
        return List.of(conversation, after, upTo);
    }
}
