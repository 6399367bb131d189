package dev.parley.readmodel.sql;

import dev.parley.readmodel.read.MessageStore.StoredMessage;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The message that a conversation's line in a list shows: the last one of no thread that the user did not delete for itself. */
record LastMessages(SqlReader reader, String tenant, String user) {
    private static final String BY_SEQ = """
            SELECT m.* FROM messages m FORCE INDEX (PRIMARY) WHERE m.tenant = ? AND m.message_no > 0
            """ + SqlMarkStore.NOT_HIDDEN + " AND ";
    private static final String BEFORE = """
            (SELECT m.* FROM messages m FORCE INDEX (PRIMARY)
            WHERE m.tenant = ? AND m.conversation = ? AND m.seq > ? AND m.seq <= ? AND m.message_no > 0
              AND m.parent_id IS NULL
            """ + SqlMarkStore.NOT_HIDDEN + " ORDER BY m.seq DESC LIMIT 1)";

    /** By the conversation; those without such a message are left out. */
    Map<String, StoredMessage> of(Collection<InboxMember> members) {
        var found = new HashMap<String, StoredMessage>();
        var known = members.stream().filter(InboxMember::showsLastUnthreaded).toList();
        if (!known.isEmpty()) {
            keep(
                    found,
                    new Query()
                            .add(BY_SEQ, tenant, user)
                            .anyOf(
                                    known,
                                    "m.conversation = ? AND m.seq = ?",
                                    member -> List.of(member.conversation(), member.lastUnthreadedSeq())));
        }
        // The last one was deleted by the user, or came after the user had left.
        var others = members.stream()
                .filter(member -> !found.containsKey(member.conversation()) && member.lastUnthreadedSeq() > 0)
                .toList();
        if (!others.isEmpty()) {
            keep(found, before(others));
        }
        return withReactions(found);
    }

    private Query before(List<InboxMember> members) {
        var query = new Query();
        var separator = "";
        for (var member : members) {
            var from = member.membership().sinceSeq();
            var upTo = Math.min(member.lastSeq(), member.lastUnthreadedSeq());
            query.add(separator);
            separator = " UNION ALL ";
            query.add(BEFORE, tenant, member.conversation(), from, upTo, user);
        }
        return query;
    }

    private void keep(Map<String, StoredMessage> found, Query query) {
        query.list(reader, SqlMessageStore::message).forEach(message -> found.put(message.conversation(), message));
    }

    private Map<String, StoredMessage> withReactions(Map<String, StoredMessage> found) {
        return SqlMessageStore.withReactions(reader, tenant, List.copyOf(found.values())).stream()
                .collect(Collectors.toMap(StoredMessage::conversation, message -> message));
    }
}
