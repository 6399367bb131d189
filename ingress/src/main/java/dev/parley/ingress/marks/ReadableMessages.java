package dev.parley.ingress.marks;

import dev.parley.edge.identity.Caller;
import dev.parley.ingress.reads.ConversationAccess;
import dev.parley.ingress.reads.Visibility;
import dev.parley.ingress.reads.Visibility.Allowed;
import dev.parley.readmodel.read.MessageStore.StoredMessage;
import java.util.List;
import java.util.Map;

/** Which messages of a list a user may still read; the list may be of many conversations. */
record ReadableMessages(Map<String, Visibility> visibilities) {
    static ReadableMessages among(ConversationAccess access, Caller caller, List<StoredMessage> messages) {
        return new ReadableMessages(access.lookAll(
                caller, messages.stream().map(StoredMessage::conversation).toList()));
    }

    boolean has(StoredMessage message) {
        return has(message, message.seq());
    }

    /** Whether the user may also read the event of that seq, of the message's conversation. */
    boolean has(StoredMessage message, long seq) {
        return visibilities.get(message.conversation()) instanceof Allowed allowed
                && allowed.covers(message.seq())
                && allowed.covers(seq);
    }
}
